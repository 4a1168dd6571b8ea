package io.tsink.promql;

import io.tsink.promql.eval.Grid;
import io.tsink.promql.eval.Series;
import io.tsink.promql.eval.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Turns values into results.
final class Results {

  private Results() {}

  static VectorResult vector(long time, Value.Vector value, QueryNotes notes) {
    var samples = new ArrayList<VectorResult.Sample>();
    for (Series series : value.series()) {
      if (series.has(0)) {
        samples.add(new VectorResult.Sample(series.labels(), series.column()[0]));
      }
    }
    if (!value.ordered()) {
      samples.sort((a, b) -> Series.compare(a.labels(), b.labels()));
    }
    return new VectorResult(time, samples, notes);
  }

  static MatrixResult matrix(Value.Matrix value, QueryNotes notes) {
    var all = new ArrayList<MatrixSeries>();
    for (Value.Run run : value.runs()) {
      all.add(new MatrixSeries(run.labels(), run.times(), run.values()));
    }
    return sorted(all, notes);
  }

  /// A range query's answer.
  static MatrixResult overSteps(Grid grid, Value value, QueryNotes notes) {
    List<Series> series =
        switch (value) {
          case Value.Scalar v -> List.of(v.series());
          case Value.Vector v -> v.series();
          case Value.Text _, Value.Matrix _ ->
              throw new IllegalArgumentException("not a vector over steps: " + value);
        };
    var all = new ArrayList<MatrixSeries>();
    for (Series one : series) {
      MatrixSeries compact = compact(grid, one);
      if (compact.count() > 0) {
        all.add(compact);
      }
    }
    return sorted(all, notes);
  }

  private static MatrixSeries compact(Grid grid, Series series) {
    long[] times = new long[grid.count()];
    double[] values = new double[grid.count()];
    int count = 0;
    for (int i = 0; i < times.length; i++) {
      if (series.has(i)) {
        times[count] = grid.time(i);
        values[count++] = series.column()[i];
      }
    }
    return new MatrixSeries(
        series.labels(), Arrays.copyOf(times, count), Arrays.copyOf(values, count));
  }

  private static MatrixResult sorted(List<MatrixSeries> all, QueryNotes notes) {
    all.sort((a, b) -> Series.compare(a.labels(), b.labels()));
    return new MatrixResult(all, notes);
  }
}
