package io.tsink.promql;

import io.tsink.api.Labels;

/// A series in two columns of the same length.
///
/// The columns are lent, not copied: a reader must not change them.
public final class MatrixSeries {

  private final Labels labels;
  private final long[] times;
  private final double[] values;

  MatrixSeries(Labels labels, long[] times, double[] values) {
    this.labels = labels;
    this.times = times;
    this.values = values;
  }

  public Labels labels() {
    return labels;
  }

  public int count() {
    return times.length;
  }

  public long time(int index) {
    return times[index];
  }

  public double value(int index) {
    return values[index];
  }
}
