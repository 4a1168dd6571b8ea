package io.tsink.api;

/// A half-open interval `[start, end)` on the time axis of a store, in the unit of its
/// [TimestampPrecision]. An empty range, with equal ends, is legal.
public record TimeRange(long start, long end) {
  /// Every valid time.
  public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  public TimeRange {
    if (end < start) {
      throw new IllegalArgumentException("end %d before start %d".formatted(end, start));
    }
  }

  /// `[start, end]` with both ends included; the end of time saturates.
  public static TimeRange inclusive(long start, long end) {
    return new TimeRange(start, end == Long.MAX_VALUE ? end : end + 1);
  }

  public boolean isEmpty() {
    return start == end;
  }

  public boolean contains(long time) {
    return start <= time && time < end;
  }

  public boolean overlaps(TimeRange other) {
    return start < other.end && other.start < end;
  }

  /// Whether samples with times from `min` to `max`, both included, may lie in the range.
  public boolean overlaps(long min, long max) {
    return start <= max && min < end;
  }

  /// Whether the range holds all times from `min` to `max`, both included.
  public boolean covers(long min, long max) {
    return start <= min && max < end;
  }

  /// What both ranges hold.
  public TimeRange intersect(TimeRange other) {
    long from = Math.max(start, other.start);
    return new TimeRange(from, Math.max(from, Math.min(end, other.end)));
  }
}
