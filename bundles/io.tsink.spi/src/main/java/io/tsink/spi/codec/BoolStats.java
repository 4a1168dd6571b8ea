package io.tsink.spi.codec;

/// What the host knows of a column of truth values before it chooses a codec. Reusable; confined.
public final class BoolStats {

  private int count;
  private int trues;
  private int runs;

  /// Statistics of nothing; see [#scan].
  public BoolStats() {}

  /// New statistics of rows `[from, to)` of `words`.
  public static BoolStats of(long[] words, int from, int to) {
    BoolStats stats = new BoolStats();
    stats.scan(words, from, to);
    return stats;
  }

  /// Replaces what is known by statistics of rows `[from, to)` of `words`, at least one row.
  public void scan(long[] words, int from, int to) {
    if (to <= from) {
      throw new IllegalArgumentException("rows [%d, %d) are none".formatted(from, to));
    }
    count = to - from;
    trues = 0;
    runs = 1;
    long previous = (words[from >> 6] >>> from) & 1;
    for (int row = from; row < to; row++) {
      long bit = (words[row >> 6] >>> row) & 1;
      trues += (int) bit;
      runs += (int) (bit ^ previous);
      previous = bit;
    }
  }

  /// The rows.
  public int count() {
    return count;
  }

  /// How many rows are true.
  public int trues() {
    return trues;
  }

  /// How many runs of equal neighbours the column has; 1 means constant.
  public int runs() {
    return runs;
  }
}
