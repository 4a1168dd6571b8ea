package io.tsink.spi.codec;

import io.tsink.api.HistogramColumn;

/// What the host knows of a column of histograms before it chooses a codec. Reusable; confined.
public final class HistogramStats {

  private int count;
  private int floatRows;
  private int layoutRuns;
  private long buckets;

  /// Statistics of nothing; see [#scan].
  public HistogramStats() {}

  /// New statistics of rows `[from, to)` of `values`.
  public static HistogramStats of(HistogramColumn values, int from, int to) {
    HistogramStats stats = new HistogramStats();
    stats.scan(values, from, to);
    return stats;
  }

  /// Replaces what is known by statistics of rows `[from, to)` of `values`, at least one row.
  public void scan(HistogramColumn values, int from, int to) {
    if (to <= from) {
      throw new IllegalArgumentException("rows [%d, %d) are none".formatted(from, to));
    }
    count = to - from;
    floatRows = 0;
    layoutRuns = 1;
    buckets = 0;
    int previous = values.layoutIndex(from);
    for (int row = from; row < to; row++) {
      int layout = values.layoutIndex(row);
      if (layout != previous) {
        layoutRuns++;
      }
      if (values.isFloat(row)) {
        floatRows++;
      }
      buckets += values.layout(layout).bucketCount();
      previous = layout;
    }
  }

  /// The rows.
  public int count() {
    return count;
  }

  /// How many rows have floating-point counts.
  public int floatRows() {
    return floatRows;
  }

  /// How many runs of neighbours with one layout the column has.
  public int layoutRuns() {
    return layoutRuns;
  }

  /// The bucket counts of all rows.
  public long buckets() {
    return buckets;
  }
}
