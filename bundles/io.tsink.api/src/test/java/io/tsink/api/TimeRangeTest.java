package io.tsink.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TimeRangeTest {
  @Test
  void a_range_holds_its_start_and_not_its_end() {
    var range = new TimeRange(10, 20);

    assertThat(range.contains(9)).isFalse();
    assertThat(range.contains(10)).isTrue();
    assertThat(range.contains(19)).isTrue();
    assertThat(range.contains(20)).isFalse();
  }

  @Test
  void an_inclusive_range_holds_both_ends_and_saturates() {
    assertThat(TimeRange.inclusive(1, 2)).isEqualTo(new TimeRange(1, 3));
    assertThat(TimeRange.inclusive(1, Long.MAX_VALUE)).isEqualTo(new TimeRange(1, Long.MAX_VALUE));
  }

  @Test
  void every_valid_time_lies_in_all() {
    assertThat(TimeRange.ALL.contains(Long.MIN_VALUE + 1)).isTrue();
    assertThat(TimeRange.ALL.contains(Long.MAX_VALUE - 1)).isTrue();
  }

  @Test
  void an_empty_range_is_legal_and_a_reversed_one_is_not() {
    assertThat(new TimeRange(5, 5).isEmpty()).isTrue();
    assertThat(new TimeRange(5, 5).contains(5)).isFalse();
    assertThatThrownBy(() -> new TimeRange(6, 5)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ranges_that_touch_do_not_overlap() {
    var range = new TimeRange(10, 20);

    assertThat(range.overlaps(new TimeRange(20, 30))).isFalse();
    assertThat(range.overlaps(new TimeRange(19, 30))).isTrue();
    assertThat(range.overlaps(20, 25)).isFalse();
    assertThat(range.overlaps(5, 10)).isTrue();
    assertThat(range.covers(10, 19)).isTrue();
    assertThat(range.covers(10, 20)).isFalse();
  }

  @Test
  void an_intersection_is_what_both_hold() {
    var range = new TimeRange(10, 20);

    assertThat(range.intersect(new TimeRange(15, 30))).isEqualTo(new TimeRange(15, 20));
    assertThat(range.intersect(new TimeRange(30, 40)).isEmpty()).isTrue();
    assertThat(range.intersect(new TimeRange(0, 5)).isEmpty()).isTrue();
  }
}
