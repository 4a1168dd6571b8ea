package io.tsink.api;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/// The unit of time of a store: times are whole numbers of it since 1970-01-01T00:00:00Z.
public enum TimestampPrecision {
  SECONDS("s", 1),
  MILLISECONDS("ms", 1_000),
  MICROSECONDS("us", 1_000_000),
  NANOSECONDS("ns", 1_000_000_000);

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final String symbol;
  private final long unitsPerSecond;

  TimestampPrecision(String symbol, long unitsPerSecond) {
    this.symbol = symbol;
    this.unitsPerSecond = unitsPerSecond;
  }

  /// `s`, `ms`, `us` or `ns`.
  public String symbol() {
    return symbol;
  }

  public long unitsPerSecond() {
    return unitsPerSecond;
  }

  /// The precision with that symbol.
  ///
  /// @throws IllegalArgumentException when there is none
  public static TimestampPrecision ofSymbol(String symbol) {
    for (TimestampPrecision precision : values()) {
      if (precision.symbol.equals(symbol)) {
        return precision;
      }
    }
    throw new IllegalArgumentException(
        "precision \"%s\", expected s, ms, us or ns".formatted(symbol));
  }

  /// A time of another precision in this one, rounded down. What does not fit becomes
  /// `Long.MIN_VALUE` or `Long.MAX_VALUE`, which are no valid times.
  public long convert(long time, TimestampPrecision from) {
    if (from == this) {
      return time;
    }
    if (from.unitsPerSecond > unitsPerSecond) {
      return Math.floorDiv(time, from.unitsPerSecond / unitsPerSecond);
    }
    long factor = unitsPerSecond / from.unitsPerSecond;
    if (time > Long.MAX_VALUE / factor) {
      return Long.MAX_VALUE;
    }
    return time < Long.MIN_VALUE / factor ? Long.MIN_VALUE : time * factor;
  }

  /// A duration in this unit, rounded down, at most `Long.MAX_VALUE`.
  public long units(Duration duration) {
    BigInteger units =
        BigInteger.valueOf(duration.getSeconds())
            .multiply(BigInteger.valueOf(NANOS_PER_SECOND))
            .add(BigInteger.valueOf(duration.getNano()))
            .multiply(BigInteger.valueOf(unitsPerSecond))
            .divide(BigInteger.valueOf(NANOS_PER_SECOND));
    return units.bitLength() < Long.SIZE ? units.longValue() : Long.MAX_VALUE;
  }

  /// An instant in this unit, rounded down; what does not fit saturates.
  public long of(Instant instant) {
    long seconds = instant.getEpochSecond();
    long part = instant.getNano() / (NANOS_PER_SECOND / unitsPerSecond);
    if (seconds > Long.MAX_VALUE / unitsPerSecond - 1) {
      return Long.MAX_VALUE;
    }
    if (seconds < Long.MIN_VALUE / unitsPerSecond + 1) {
      return Long.MIN_VALUE;
    }
    return seconds * unitsPerSecond + part;
  }

  /// The instant of a time in this unit.
  public Instant instant(long time) {
    return Instant.ofEpochSecond(
        Math.floorDiv(time, unitsPerSecond),
        Math.floorMod(time, unitsPerSecond) * (NANOS_PER_SECOND / unitsPerSecond));
  }
}
