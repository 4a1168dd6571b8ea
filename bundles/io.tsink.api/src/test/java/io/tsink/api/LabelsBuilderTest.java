package io.tsink.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LabelsBuilderTest {
  private final LabelsBuilder builder = new LabelsBuilder();

  private void assertFault(LabelFault.Kind kind, String mention) {
    LabelFault fault = requireNonNull(builder.fault());
    assertThat(fault.kind()).isEqualTo(kind);
    assertThat(fault.text()).contains(mention);
    assertThatThrownBy(builder::build).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void slices_of_a_buffer_become_labels() {
    byte[] line = "cpu,host=a,zone=b 1".getBytes(UTF_8);
    builder.add(line, 11, 4, line, 16, 1).add(line, 4, 4, line, 9, 1);
    line[9] = '!';

    assertThat(builder.build()).isEqualTo(Labels.of("host", "a", "zone", "b"));
  }

  @Test
  void a_builder_is_empty_again_after_it_was_cleared() {
    builder.add("a", "1").add("", "x");
    assertThat(builder.fault()).isNotNull();

    builder.clear().add("b", "2");

    assertThat(builder.fault()).isNull();
    assertThat(builder.build()).isEqualTo(Labels.of("b", "2"));
  }

  @Test
  void an_empty_name_is_a_fault() {
    builder.add("a", "1").add("", "x");
    assertFault(LabelFault.Kind.EMPTY_NAME, "empty name");
  }

  @Test
  void a_name_given_twice_is_a_fault_also_apart() {
    builder.add("a", "1").add("b", "2").add("a", "3");
    assertFault(LabelFault.Kind.DUPLICATE_NAME, "\"a\"");
  }

  @Test
  void a_name_of_256_bytes_is_the_longest() {
    builder.add("ä".repeat(128), "x");
    assertThat(builder.fault()).isNull();

    builder.clear().add("ä".repeat(128) + "a", "x");
    assertFault(LabelFault.Kind.NAME_TOO_LONG, "257 bytes");
  }

  @Test
  void a_value_of_16384_bytes_is_the_longest() {
    builder.add("a", "x".repeat(16_384));
    assertThat(builder.fault()).isNull();
    assertThat(builder.build().canonicalLength()).isEqualTo(2 + 2 + 1 + 2 + 16_384);

    builder.clear().add("a", "x".repeat(16_385));
    assertFault(LabelFault.Kind.VALUE_TOO_LONG, "16385 bytes");
  }

  @Test
  void an_identity_of_more_than_a_mebibyte_is_a_fault() {
    for (int i = 0; i < 63; i++) {
      builder.add("n" + i, "x".repeat(16_384));
    }
    assertThat(builder.fault()).isNull();

    builder.add("n63", "x".repeat(16_384)).add("n64", "x".repeat(16_384));
    assertFault(LabelFault.Kind.IDENTITY_TOO_LONG, "1048576");
  }

  @Test
  void what_is_not_utf8_is_a_fault() {
    byte[] overlong = {(byte) 0xc0, (byte) 0xaf};
    byte[] name = {'a'};
    builder.add(name, 0, 1, overlong, 0, 2);
    assertFault(LabelFault.Kind.NOT_UTF8, "\"a\"");

    builder.clear().add(overlong, 0, 2, name, 0, 1);
    assertFault(LabelFault.Kind.NOT_UTF8, "name");
  }

  @Test
  void a_lone_surrogate_is_a_fault_and_a_pair_is_not() {
    builder.add("a", "\uD83C\uDF0D");
    assertThat(builder.fault()).isNull();

    builder.clear().add("a", "x\uD83C");
    assertFault(LabelFault.Kind.NOT_UTF8, "\"a\"");
  }

  @Test
  void the_first_fault_is_kept() {
    builder.add("", "x").add("a", "x".repeat(20_000));
    assertFault(LabelFault.Kind.EMPTY_NAME, "empty name");
  }

  @Test
  void nul_is_legal_in_a_value() {
    assertThat(builder.add("a", "x\0y").build().get("a")).isEqualTo("x\0y");
  }

  @Test
  void labels_are_set_and_removed() {
    builder.add("a", "1").add("b", "2").set("a", "3").set("b", "").set("c", "4").remove("x");

    assertThat(builder.build()).isEqualTo(Labels.of("a", "3", "c", "4"));
    assertThat(builder.contains("c".getBytes(UTF_8), 0, 1)).isTrue();
    assertThat(builder.contains("b".getBytes(UTF_8), 0, 1)).isFalse();
  }

  @Test
  void labels_of_a_set_are_added() {
    Labels labels = Labels.of("__name__", "up", "job", "a");

    assertThat(builder.addAll(labels).build()).isEqualTo(labels);
  }

  @Test
  void many_labels_in_falling_order_are_sorted() {
    for (int i = 99; i >= 0; i--) {
      builder.add("name%02d".formatted(i), "v" + i);
    }

    Labels labels = builder.build();

    assertThat(labels.count()).isEqualTo(100);
    assertThat(labels.name(0)).isEqualTo("name00");
    assertThat(labels.value(99)).isEqualTo("v99");
  }
}
