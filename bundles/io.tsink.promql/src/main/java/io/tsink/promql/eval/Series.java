package io.tsink.promql.eval;

import io.tsink.api.Labels;

/// A label set with a column; `dropName` tells that the metric name goes away at the end of the
/// query.
///
/// The column is shared, not copied: whoever has the series only reads it.
public final class Series {

  private final Labels labels;
  private final boolean dropName;
  private final double[] column;

  Series(Labels labels, boolean dropName, double[] column) {
    this.labels = labels;
    this.dropName = dropName;
    this.column = column;
  }

  public Labels labels() {
    return labels;
  }

  boolean dropName() {
    return dropName;
  }

  public double[] column() {
    return column;
  }

  /// A column without labels.
  public static Series unlabelled(double[] column) {
    return new Series(LabelSets.EMPTY, false, column);
  }

  /// The order of results: by label names and values, a shorter set first.
  public static int compare(Labels a, Labels b) {
    return LabelSets.compare(a, b);
  }

  /// Whether there is a value at the step.
  public boolean has(int step) {
    return !Absent.is(column[step]);
  }

  Series with(double[] changed) {
    return new Series(labels, dropName, changed);
  }
}
