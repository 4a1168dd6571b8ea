package io.tsink.api;

import static io.tsink.api.TimestampPrecision.MICROSECONDS;
import static io.tsink.api.TimestampPrecision.MILLISECONDS;
import static io.tsink.api.TimestampPrecision.NANOSECONDS;
import static io.tsink.api.TimestampPrecision.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TimestampPrecisionTest {
  @Test
  void finer_times_are_rounded_down_also_before_the_epoch() {
    assertThat(SECONDS.convert(1_999, MILLISECONDS)).isEqualTo(1);
    assertThat(SECONDS.convert(-1, MILLISECONDS)).isEqualTo(-1);
    assertThat(SECONDS.convert(-1_000, MILLISECONDS)).isEqualTo(-1);
    assertThat(SECONDS.convert(-1_001, MILLISECONDS)).isEqualTo(-2);
    assertThat(MILLISECONDS.convert(1_999_999, NANOSECONDS)).isEqualTo(1);
  }

  @Test
  void coarser_times_are_multiplied() {
    assertThat(NANOSECONDS.convert(3, MILLISECONDS)).isEqualTo(3_000_000);
    assertThat(MICROSECONDS.convert(-2, SECONDS)).isEqualTo(-2_000_000);
    assertThat(MILLISECONDS.convert(17, MILLISECONDS)).isEqualTo(17);
  }

  @Test
  void what_does_not_fit_becomes_an_extreme_which_is_no_time() {
    long most = Long.MAX_VALUE / 1_000_000_000;

    assertThat(NANOSECONDS.convert(most, SECONDS)).isEqualTo(most * 1_000_000_000);
    assertThat(NANOSECONDS.convert(most + 1, SECONDS)).isEqualTo(Long.MAX_VALUE);
    assertThat(NANOSECONDS.convert(-most - 1, SECONDS)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void the_same_duration_has_its_units_in_each_precision() {
    Duration day = Duration.ofDays(1);

    assertThat(SECONDS.units(day)).isEqualTo(86_400);
    assertThat(MILLISECONDS.units(day)).isEqualTo(86_400_000);
    assertThat(MICROSECONDS.units(day)).isEqualTo(86_400_000_000L);
    assertThat(NANOSECONDS.units(day)).isEqualTo(86_400_000_000_000L);
    assertThat(SECONDS.units(Duration.ofMillis(1_999))).isEqualTo(1);
    assertThat(NANOSECONDS.units(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void instants_go_to_and_fro() {
    Instant instant = Instant.parse("2026-02-03T04:05:06.789012345Z");

    assertThat(NANOSECONDS.instant(NANOSECONDS.of(instant))).isEqualTo(instant);
    assertThat(MILLISECONDS.of(instant)).isEqualTo(instant.toEpochMilli());
    assertThat(SECONDS.instant(SECONDS.of(instant)))
        .isEqualTo(Instant.parse("2026-02-03T04:05:06Z"));
    assertThat(MILLISECONDS.instant(-1)).isEqualTo(Instant.parse("1969-12-31T23:59:59.999Z"));
    assertThat(NANOSECONDS.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
    assertThat(NANOSECONDS.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void a_precision_is_found_by_its_symbol() {
    for (TimestampPrecision precision : TimestampPrecision.values()) {
      assertThat(TimestampPrecision.ofSymbol(precision.symbol())).isEqualTo(precision);
    }
    assertThatThrownBy(() -> TimestampPrecision.ofSymbol("min"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("min");
  }
}
