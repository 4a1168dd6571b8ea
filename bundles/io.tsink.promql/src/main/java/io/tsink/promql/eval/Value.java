package io.tsink.promql.eval;

import io.tsink.api.Labels;
import java.util.List;

/// What a whole expression evaluated to.
public sealed interface Value {

  /// A number per step, as a series without labels.
  record Scalar(Series series) implements Value {}

  /// A string.
  record Text(String text) implements Value {}

  /// Series; `ordered` tells that their order is part of the answer.
  record Vector(List<Series> series, boolean ordered) implements Value {}

  /// The raw samples of a range selector.
  record Matrix(List<Run> runs) implements Value {}

  /// A label set with samples in two columns, which it owns.
  final class Run {

    private final Labels labels;
    private final long[] times;
    private final double[] values;

    Run(Labels labels, long[] times, double[] values) {
      this.labels = labels;
      this.times = times;
      this.values = values;
    }

    public Labels labels() {
      return labels;
    }

    public long[] times() {
      return times;
    }

    public double[] values() {
      return values;
    }
  }
}
