package io.tsink.spi.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TierKeyTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b", "A-1_2.3/.hidden/..a", "v1/000001/segment.chunks"})
  void parts_of_the_alphabet_are_a_key(String text) {
    assertThat(TierKey.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a b", "ä", "a\\b", "a\0"
      })
  void anything_else_is_refused(String text) {
    assertThatThrownBy(() -> TierKey.of(text))
        .isInstanceOfSatisfying(
            TierException.class, e -> assertThat(e.kind()).isEqualTo(TierException.Kind.INVALID));
  }

  @Test
  void a_key_and_its_parts_have_a_greatest_length() {
    assertThat(TierKey.of("a".repeat(255) + "/" + "b".repeat(255)).parts()).hasSize(2);
    assertThatThrownBy(() -> TierKey.of("a".repeat(256))).isInstanceOf(TierException.class);
    assertThatThrownBy(() -> TierKey.of("a/".repeat(256) + "b")).isInstanceOf(TierException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "a//", "a b", "*", "../", "a/./b"})
  void a_prefix_that_begins_no_key_is_refused(String prefix) {
    assertThatThrownBy(() -> TierKey.requirePrefix(prefix)).isInstanceOf(TierException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a/", "..", "a/.", "a/b"})
  void a_prefix_may_end_anywhere(String prefix) {
    assertThat(TierKey.requirePrefix(prefix)).isEqualTo(prefix);
  }

  @Test
  void keys_are_ordered_by_their_bytes() {
    assertThat(TierKey.of("a-b")).isLessThan(TierKey.of("a/b"));
    assertThat(TierKey.of("a/b")).isLessThan(TierKey.of("a0"));
    assertThat(TierKey.of("B")).isLessThan(TierKey.of("a"));
  }
}
