package io.tsink.engine.wal;

import java.time.Duration;

/// How a log is kept.
///
/// @param syncInterval how long what was appended may stay unsynced; zero for a sync before each
///     commit is acknowledged
/// @param segmentBytes a segment that has grown to this is followed by another
/// @param pendingBytes most bytes that wait in memory to be written; a larger group waits alone
public record WalOptions(Duration syncInterval, long segmentBytes, int pendingBytes) {
  private static final long DEFAULT_SEGMENT_BYTES = 64L << 20;
  private static final int DEFAULT_PENDING_BYTES = 8 << 20;

  public WalOptions {
    if (syncInterval.isNegative()) {
      throw new IllegalArgumentException(
          "sync interval %s, expected 0 or more".formatted(syncInterval));
    }
    if (segmentBytes < 1 || segmentBytes > 1L << 31) {
      throw new IllegalArgumentException(
          "segments of %d bytes, expected 1 to 2147483648".formatted(segmentBytes));
    }
    if (pendingBytes < 1) {
      throw new IllegalArgumentException(
          "%d pending bytes, expected at least 1".formatted(pendingBytes));
    }
  }

  /// A sync before each commit is acknowledged, shared by all that wait.
  public static WalOptions perAppend() {
    return new WalOptions(Duration.ZERO, DEFAULT_SEGMENT_BYTES, DEFAULT_PENDING_BYTES);
  }

  /// A sync by a timer.
  ///
  /// @param interval more than zero
  public static WalOptions periodic(Duration interval) {
    if (!interval.isPositive()) {
      throw new IllegalArgumentException(
          "sync interval %s, expected more than 0".formatted(interval));
    }
    return new WalOptions(interval, DEFAULT_SEGMENT_BYTES, DEFAULT_PENDING_BYTES);
  }

  public WalOptions withSegmentBytes(long bytes) {
    return new WalOptions(syncInterval, bytes, pendingBytes);
  }

  public WalOptions withPendingBytes(int bytes) {
    return new WalOptions(syncInterval, segmentBytes, bytes);
  }

  public boolean syncsEachAppend() {
    return syncInterval.isZero();
  }
}
