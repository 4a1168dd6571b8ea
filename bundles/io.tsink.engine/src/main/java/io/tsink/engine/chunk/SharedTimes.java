package io.tsink.engine.chunk;

import org.jspecify.annotations.Nullable;

/// The whole time columns decoded last, so that series with the same times decode them once.
/// Confined.
final class SharedTimes {

  private static final int ENTRIES = 32;

  private final long[] ids = new long[ENTRIES];
  private final int[] counts = new int[ENTRIES];
  private final long[] @Nullable [] columns = new long[ENTRIES][];

  /// The column of a share id with so many times, or null. Never changed any more.
  long @Nullable [] get(long shareId, int count) {
    int entry = entry(shareId);
    return ids[entry] == shareId && counts[entry] == count ? columns[entry] : null;
  }

  void put(long shareId, int count, long[] column) {
    int entry = entry(shareId);
    ids[entry] = shareId;
    counts[entry] = count;
    columns[entry] = column;
  }

  private static int entry(long shareId) {
    return (int) ((shareId * 0x9E37_79B9_7F4A_7C15L) >>> 59);
  }
}
