package io.tsink.engine.view;

import io.tsink.api.TimestampPrecision;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long samples are kept. Immutable, thread-safe.
///
/// What is older than the retention is not seen any more, from one moment to the next. It is
/// removed later, and only if the clock can be believed: nothing is, while the newest sample is
/// much older than now, so that a clock that jumped ahead costs no data once it is set right.
public final class Retention {
  private static final long UNLIMITED = Long.MAX_VALUE;
  private static final Duration MAX_DOUBT = Duration.ofDays(1);

  private final TimestampPrecision precision;
  private final long age;
  private final long doubt;
  private final Clock clock;

  /// @param retention age from which samples expire, null for none
  public Retention(TimestampPrecision precision, @Nullable Duration retention, Clock clock) {
    this.precision = precision;
    this.age = retention == null ? UNLIMITED : precision.units(retention);
    this.doubt = Math.min(precision.units(MAX_DOUBT), age / 2);
    this.clock = clock;
  }

  /// The first time that is seen now; `Long.MIN_VALUE` when all are.
  public long oldest() {
    long now = precision.of(clock.instant());
    return age == UNLIMITED || now < Long.MIN_VALUE + age ? Long.MIN_VALUE : now - age;
  }

  /// Whether the clock is so far ahead of a time that it is not believed.
  ///
  /// @param newest the newest time of a sample
  public boolean doubts(long newest) {
    long now = precision.of(clock.instant());
    return age != UNLIMITED && now - doubt > newest;
  }
}
