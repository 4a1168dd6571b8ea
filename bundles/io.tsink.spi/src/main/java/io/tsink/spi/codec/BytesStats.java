package io.tsink.spi.codec;

import io.tsink.api.BytesColumn;
import java.util.Arrays;

/// What the host knows of a column of byte strings before it chooses a codec. Reusable; confined.
public final class BytesStats {

  private int count;
  private long totalBytes;
  private long newBytes;
  private int runs;

  /// Statistics of nothing; see [#scan].
  public BytesStats() {}

  /// New statistics of rows `[from, to)` of `values`.
  public static BytesStats of(BytesColumn values, int from, int to) {
    BytesStats stats = new BytesStats();
    stats.scan(values, from, to);
    return stats;
  }

  /// Replaces what is known by statistics of rows `[from, to)` of `values`, at least one row.
  public void scan(BytesColumn values, int from, int to) {
    if (to <= from) {
      throw new IllegalArgumentException("rows [%d, %d) are none".formatted(from, to));
    }
    count = to - from;
    byte[] arena = values.arena();
    int start = values.start(from);
    int end = values.end(from);
    totalBytes = values.length(from);
    newBytes = totalBytes;
    runs = 1;
    for (int row = from + 1; row < to; row++) {
      int nextStart = values.start(row);
      int nextEnd = values.end(row);
      int shared = Arrays.mismatch(arena, start, end, arena, nextStart, nextEnd);
      totalBytes += values.length(row);
      if (shared >= 0) {
        runs++;
        newBytes += values.length(row) - (long) shared;
      }
      start = nextStart;
      end = nextEnd;
    }
  }

  /// The rows.
  public int count() {
    return count;
  }

  /// The bytes of all values.
  public long totalBytes() {
    return totalBytes;
  }

  /// The bytes of all values without those each shares with the front of the one before.
  public long newBytes() {
    return newBytes;
  }

  /// How many runs of equal neighbours the column has; 1 means constant.
  public int runs() {
    return runs;
  }
}
