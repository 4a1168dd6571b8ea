package io.tsink.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SelectionTest {
  @Test
  void everything_is_one_set_without_matchers() {
    assertThat(Selection.everything().anyOf()).containsExactly(List.of());
    assertThat(Selection.everything().scope().isAll()).isTrue();
  }

  @Test
  void a_further_matcher_goes_into_every_set() {
    Matcher a = Matcher.equal("a", "1");
    Matcher b = Matcher.matches("b", "x.*");
    Matcher c = Matcher.notEqual("c", "");

    assertThat(Selection.anyOf(List.of(List.of(a), List.of(b))).and(c))
        .isEqualTo(Selection.anyOf(List.of(List.of(a, c), List.of(b, c))));
  }

  @Test
  void a_series_is_selected_by_all_its_labels() {
    assertThat(Selection.series(Labels.of("__name__", "up", "job", "a")).anyOf())
        .containsExactly(List.of(Matcher.metric("up"), Matcher.equal("job", "a")));
  }

  @Test
  void no_set_at_all_is_refused() {
    assertThatThrownBy(() -> Selection.anyOf(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_shards_of_a_count_divide_all_hashes() {
    for (long hash : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0xe86942df2ee42cc9L}) {
      long holding = 0;
      for (int shard = 0; shard < 5; shard++) {
        holding += ShardScope.of(5, List.of(shard)).contains(hash) ? 1 : 0;
      }
      assertThat(holding).as("shards with %x", hash).isEqualTo(1);
      assertThat(ShardScope.all().contains(hash)).isTrue();
    }
    // 2⁶⁴ − 1 read unsigned, modulo 5
    assertThat(ShardScope.of(5, List.of(0)).contains(-1)).isTrue();
  }

  @Test
  void a_shard_outside_of_the_count_is_refused() {
    assertThatThrownBy(() -> ShardScope.of(4, List.of(4)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ShardScope.of(0, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ShardScope.of(2, List.of(0, 1)).isAll()).isTrue();
  }

  @Test
  void a_scope_is_part_of_a_selection() {
    Selection part = Selection.everything().within(ShardScope.of(3, List.of(1)));

    assertThat(part).isNotEqualTo(Selection.everything());
    assertThat(part.and(Matcher.equal("a", "b")).scope()).isEqualTo(part.scope());
  }
}
