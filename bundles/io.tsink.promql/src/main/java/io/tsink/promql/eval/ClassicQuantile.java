package io.tsink.promql.eval;

import io.tsink.api.Labels;
import io.tsink.promql.ast.Call;
import io.tsink.promql.ast.Expr;
import io.tsink.promql.ast.GoText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// `histogram_quantile` over classic histograms: series with a cumulative count per upper bound
/// `le`.
final class ClassicQuantile {

  private static final String BOUND = "le";
  private static final double ROUNDING = 1e-12;

  private final Evaluator evaluator;

  ClassicQuantile(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /// A bucket's series.
  private record Bucket(double bound, Series series) {}

  void each(Call call, Grid grid, Consumer<Series> sink) {
    Expr vector = call.arguments().get(1);
    Expr parameter = call.arguments().getFirst();
    double[] quantiles = evaluator.scalar(parameter, grid);
    for (double q : quantiles) {
      if (!(q >= 0 && q <= 1)) {
        evaluator.annotations.warn(
            "quantile value should be between 0 and 1, got " + GoText.percentG(q),
            parameter.position());
      }
    }
    List<Series> all = evaluator.vector(vector, grid, Hint.of("histogram_quantile"));
    Map<Labels, List<Bucket>> histograms = new LinkedHashMap<>();
    for (Series series : all) {
      String text = LabelSets.get(series.labels(), BOUND);
      Double bound = bound(text);
      String name = LabelSets.get(series.labels(), "__name__");
      if (bound == null) {
        evaluator.annotations.warn(
            "bucket label \"le\" is missing or has a malformed value of "
                + GoText.quote(text)
                + (name.isEmpty() ? "" : " for metric name " + GoText.quote(name)),
            vector.position());
        continue;
      }
      histograms
          .computeIfAbsent(
              LabelSets.without(series.labels(), List.of(BOUND), false), _ -> new ArrayList<>())
          .add(new Bucket(bound, series));
    }
    var merger = new Merger();
    histograms.forEach(
        (labels, buckets) -> {
          buckets.sort(Comparator.comparingDouble(Bucket::bound));
          double[] out = new double[grid.count()];
          for (int step = 0; step < out.length; step++) {
            out[step] = at(buckets, step, quantiles[step], labels, vector);
          }
          evaluator.budget.work((long) buckets.size() * out.length);
          if (!Absent.all(out)) {
            boolean dropped = buckets.getFirst().series().dropName();
            merger.accept(evaluator.dropped(new Series(labels, dropped, out), out));
          }
        });
    merger.series().forEach(sink);
    evaluator.release(all, grid);
  }

  private static @org.jspecify.annotations.Nullable Double bound(String text) {
    return switch (text) {
      case "+Inf", "Inf", "+inf", "inf" -> Double.POSITIVE_INFINITY;
      case "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        try {
          yield text.isBlank() || Character.isLetter(text.charAt(text.length() - 1))
              ? null
              : Double.valueOf(text);
        } catch (NumberFormatException _) {
          yield null;
        }
      }
    };
  }

  private double at(List<Bucket> buckets, int step, double q, Labels labels, Expr vector) {
    double[] bounds = new double[buckets.size()];
    double[] counts = new double[buckets.size()];
    int count = 0;
    for (Bucket bucket : buckets) {
      double value = bucket.series().column()[step];
      if (Absent.is(value)) {
        continue;
      }
      if (count > 0 && bounds[count - 1] == bucket.bound()) {
        counts[count - 1] += value;
      } else {
        bounds[count] = bucket.bound();
        counts[count++] = value;
      }
    }
    if (count == 0) {
      return Absent.VALUE;
    }
    if (Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    if (bounds[count - 1] != Double.POSITIVE_INFINITY) {
      return Double.NaN;
    }
    if (makeMonotonic(counts, count)) {
      String name = LabelSets.get(labels, "__name__");
      evaluator.annotations.inform(
          "input to histogram_quantile needed to be fixed for monotonicity (see"
              + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
              + (name.isEmpty() ? "" : " for metric name " + GoText.quote(name)),
          vector.position());
    }
    return count < 2 ? Double.NaN : interpolate(bounds, counts, count, q);
  }

  private static double interpolate(double[] bounds, double[] counts, int count, double q) {
    double observations = counts[count - 1];
    if (observations == 0 || Double.isNaN(observations)) {
      return Double.NaN;
    }
    double rank = q * observations;
    int bucket = 0;
    while (bucket < count - 1 && !(counts[bucket] >= rank)) {
      bucket++;
    }
    if (bucket == count - 1) {
      return bounds[count - 2];
    }
    if (bucket == 0 && bounds[0] <= 0) {
      return bounds[0];
    }
    double start = bucket == 0 ? 0 : bounds[bucket - 1];
    double below = bucket == 0 ? 0 : counts[bucket - 1];
    double share = (rank - below) / (counts[bucket] - below);
    return start + (bounds[bucket] - start) * share;
  }

  /// Raises counts that are lower than one before; says whether one was lower by more than
  /// rounding.
  private static boolean makeMonotonic(double[] counts, int count) {
    boolean forced = false;
    double before = counts[0];
    for (int i = 1; i < count; i++) {
      double now = counts[i];
      double scale = Math.abs(now) + Math.abs(before);
      if (now == before) {
        continue;
      }
      if (Math.abs(now - before) / Math.min(scale, Double.MAX_VALUE) < ROUNDING) {
        counts[i] = before;
      } else if (now < before) {
        counts[i] = before;
        forced = true;
      } else {
        before = now;
      }
    }
    return forced;
  }
}
