package io.tsink.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabelsTest {
  private static void assertIdentity(Labels labels, String canonicalHex, long hash) {
    byte[] canonical = new byte[labels.canonicalLength() + 3];
    int end = labels.writeCanonical(canonical, 2);

    assertThat(end).isEqualTo(2 + labels.canonicalLength());
    assertThat(HexFormat.of().formatHex(canonical, 2, end)).isEqualTo(canonicalHex);
    assertThat(labels.identityHash()).isEqualTo(hash);
  }

  /// These bytes and hashes are on disk and in the ring: they never change.
  @Test
  void the_identity_has_its_golden_bytes_and_hash() {
    assertIdentity(Labels.of("__name__", "up"), "02007570", 0x7fd2719ff2929e88L);
    assertIdentity(
        Labels.of("job", "a", "__name__", "up"), "0200757003006a6f62010061", 0xe86942df2ee42cc9L);
    assertIdentity(Labels.of("job", "a"), "000003006a6f62010061", 0xf4de11e496995d43L);
    // Upper case sorts before "__name__", a letter beyond ASCII after all others.
    assertIdentity(
        Labels.of("__name__", "m", "z", "1", "A", "2", "ä", "3"),
        "01006d01004101003201007a0100310200c3a4010033",
        0xd77ba3978016252eL);
  }

  @Test
  void longer_identities_have_their_golden_hashes() {
    Labels http =
        Labels.of(
            "__name__",
            "http_requests_total",
            "method",
            "GET",
            "code",
            "200",
            "instance",
            "localhost:9090");
    Labels room = Labels.of("__name__", "temperatur", "raum", "küche", "Zone", "ost");
    Labels longValue = Labels.of("__name__", "long", "v", "x".repeat(300));

    assertThat(http.canonicalLength()).isEqualTo(71);
    assertThat(http.identityHash()).isEqualTo(0x90993a7c2203a321L);
    assertThat(room.identityHash()).isEqualTo(0xc3fb7cfa21310afeL);
    assertThat(longValue.canonicalLength()).isEqualTo(311);
    assertThat(longValue.identityHash()).isEqualTo(0xa06d32a13835bb2fL);
  }

  @Test
  void labels_are_sorted_by_unsigned_bytes_whatever_the_order_given() {
    Labels labels = Labels.of("b", "2", "\uD83C\uDF0D", "5", "a", "1", "\uFF5E", "4", "Z", "0");

    assertThat(labels.toList())
        .containsExactly(
            new Label("Z", "0"),
            new Label("a", "1"),
            new Label("b", "2"),
            new Label("\uFF5E", "4"),
            new Label("\uD83C\uDF0D", "5"));
  }

  @Test
  void an_empty_value_means_that_there_is_no_such_label() {
    Labels labels = Labels.of("a", "", "b", "1");

    assertThat(labels.count()).isEqualTo(1);
    assertThat(labels.get("a")).isNull();
    assertThat(labels.getOrEmpty("a")).isEmpty();
    assertThat(labels).isEqualTo(Labels.of("b", "1"));
  }

  @Test
  void a_value_is_found_by_name_as_text_and_as_bytes() {
    Labels labels = Labels.of("__name__", "up", "job", "a", "ü", "x");
    byte[] name = "--job--".getBytes(UTF_8);

    assertThat(labels.metric()).isEqualTo("up");
    assertThat(labels.get("ü")).isEqualTo("x");
    assertThat(labels.value(labels.indexOf(name, 2, 3))).isEqualTo("a");
    assertThat(labels.indexOf("jo")).isEqualTo(-1);
    assertThat(labels.indexOf("jobs")).isEqualTo(-1);
    assertThat(Labels.of("job", "a").metric()).isNull();
  }

  @Test
  void equal_labels_are_equal_and_the_cut_between_texts_counts() {
    assertThat(Labels.of(Map.of("a", "1", "b", "2")))
        .isEqualTo(Labels.of("b", "2", "a", "1"))
        .hasSameHashCodeAs(Labels.of("b", "2", "a", "1"));
    assertThat(Labels.of("ab", "c")).isNotEqualTo(Labels.of("a", "bc"));
    assertThat(Labels.of("ab", "c").identityHash())
        .isNotEqualTo(Labels.of("a", "bc").identityHash());
  }

  @Test
  void results_are_ordered_label_by_label() {
    List<Labels> inOrder =
        List.of(
            Labels.empty(),
            Labels.of("a", "1"),
            Labels.of("a", "1", "b", "1"),
            Labels.of("a", "1", "b", "2"),
            Labels.of("a", "1", "c", "0"),
            Labels.of("a", "2"),
            Labels.of("aa", "0"),
            Labels.of("b", "0"));
    var shuffled = new ArrayList<>(inOrder.reversed());

    shuffled.sort(null);

    assertThat(shuffled).isEqualTo(inOrder);
    assertThat(Labels.of("a", "1").compareTo(Labels.of("a", "1"))).isZero();
  }

  @Test
  void labels_can_be_left_out() {
    Labels labels = Labels.of("__name__", "up", "job", "a", "x", "y");

    assertThat(labels.without("__name__", "x", "nowhere")).isEqualTo(Labels.of("job", "a"));
    assertThat(labels.without("__name__", "x", "job").isEmpty()).isTrue();
  }

  @Test
  void the_notation_is_that_of_prometheus() {
    assertThat(Labels.of("__name__", "up")).hasToString("up");
    assertThat(Labels.of("__name__", "up", "job", "a\"b\n")).hasToString("up{job=\"a\\\"b\\n\"}");
    assertThat(Labels.of("job", "a", "ü", "b")).hasToString("{job=\"a\", \"ü\"=\"b\"}");
    assertThat(Labels.of("__name__", "a b", "c", "d")).hasToString("{\"a b\", c=\"d\"}");
    assertThat(Labels.of("__name__", "job:rate")).hasToString("job:rate");
    assertThat(Labels.empty()).hasToString("{}");
  }

  @Test
  void a_metric_and_its_other_labels_make_a_series() {
    assertThat(Labels.of("up", List.of(new Label("job", "a"))))
        .isEqualTo(Labels.of("__name__", "up", "job", "a"));
  }

  @Test
  void what_is_not_valid_is_refused() {
    assertThatThrownBy(() -> Labels.of("a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Labels.of("a", "1", "a", "2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"a\"");
  }
}
