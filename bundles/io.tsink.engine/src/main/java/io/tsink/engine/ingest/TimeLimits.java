package io.tsink.engine.ingest;

import io.tsink.api.TimestampPrecision;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which times a store takes. Immutable, thread-safe.
public final class TimeLimits {
  /// The first time that a sample can have.
  static final long FIRST = Long.MIN_VALUE + 1;

  /// The last time that a sample can have.
  static final long LAST = Long.MAX_VALUE - 1;

  private static final long UNLIMITED = Long.MAX_VALUE;

  private final TimestampPrecision precision;
  private final long retention;
  private final long futureSkew;
  private final Clock clock;

  /// @param retention age from which samples are rejected, null for none
  /// @param futureSkew how far ahead of the clock samples may be, null for any distance
  public TimeLimits(
      TimestampPrecision precision,
      @Nullable Duration retention,
      @Nullable Duration futureSkew,
      Clock clock) {
    this.precision = precision;
    this.retention = retention == null ? UNLIMITED : precision.units(retention);
    this.futureSkew = futureSkew == null ? UNLIMITED : precision.units(futureSkew);
    this.clock = clock;
  }

  TimestampPrecision precision() {
    return precision;
  }

  /// The time of the clock, in the precision of the store.
  long now() {
    return precision.of(clock.instant());
  }

  /// The time of the clock, in milliseconds.
  long millis() {
    return clock.millis();
  }

  /// The first time that is not too old.
  long oldest(long now) {
    return retention == UNLIMITED || now < Long.MIN_VALUE + retention
        ? Long.MIN_VALUE
        : now - retention;
  }

  /// The last time that is not too far in the future.
  long farthest(long now) {
    return futureSkew == UNLIMITED || now > Long.MAX_VALUE - futureSkew
        ? Long.MAX_VALUE
        : now + futureSkew;
  }

  /// Whether a time can be that of a sample.
  static boolean valid(long time) {
    return time >= FIRST && time <= LAST;
  }
}
