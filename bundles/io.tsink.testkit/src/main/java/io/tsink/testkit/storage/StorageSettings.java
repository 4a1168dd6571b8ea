package io.tsink.testkit.storage;

import io.tsink.api.TimestampPrecision;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// How a test wants a store opened. Immutable; each `with…` method returns changed settings.
///
/// The defaults keep every sample: milliseconds, no retention, no limit ahead of the clock, which
/// stands at 2026-01-01T00:00:00Z, and no limit of series.
public final class StorageSettings {
  /// Limit of series that stands for "none".
  public static final long UNLIMITED = Long.MAX_VALUE;

  private static final StorageSettings DEFAULTS =
      new StorageSettings(
          TimestampPrecision.MILLISECONDS,
          null,
          null,
          Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC),
          UNLIMITED);

  private final TimestampPrecision precision;
  private final @Nullable Duration retention;
  private final @Nullable Duration futureSkew;
  private final Clock clock;
  private final long maxSeries;

  private StorageSettings(
      TimestampPrecision precision,
      @Nullable Duration retention,
      @Nullable Duration futureSkew,
      Clock clock,
      long maxSeries) {
    this.precision = precision;
    this.retention = retention;
    this.futureSkew = futureSkew;
    this.clock = clock;
    this.maxSeries = maxSeries;
  }

  public static StorageSettings defaults() {
    return DEFAULTS;
  }

  public TimestampPrecision precision() {
    return precision;
  }

  /// Age from which samples are rejected, null when none is too old.
  public @Nullable Duration retention() {
    return retention;
  }

  /// How far ahead of the clock a sample may be, null for any distance.
  public @Nullable Duration futureSkew() {
    return futureSkew;
  }

  public Clock clock() {
    return clock;
  }

  /// Number of series that the store may hold, or [#UNLIMITED].
  public long maxSeries() {
    return maxSeries;
  }

  public StorageSettings withPrecision(TimestampPrecision value) {
    return new StorageSettings(value, retention, futureSkew, clock, maxSeries);
  }

  public StorageSettings withRetention(Duration value) {
    return new StorageSettings(precision, value, futureSkew, clock, maxSeries);
  }

  public StorageSettings withFutureSkew(Duration value) {
    return new StorageSettings(precision, retention, value, clock, maxSeries);
  }

  public StorageSettings withClock(Clock value) {
    return new StorageSettings(precision, retention, futureSkew, value, maxSeries);
  }

  public StorageSettings withMaxSeries(long value) {
    return new StorageSettings(precision, retention, futureSkew, clock, value);
  }
}
