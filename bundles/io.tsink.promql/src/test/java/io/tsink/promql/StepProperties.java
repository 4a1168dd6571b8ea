package io.tsink.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// A range query is its instant queries.
class StepProperties {

  private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

  @Provide
  Arbitrary<String> queries() {
    return Arbitraries.of(
        "x",
        "x offset 1m",
        "x @ 100",
        "-x",
        "sum by (i) (x) + on(i) y",
        "x * on(i) group_left(k) sum by (i) (y)",
        "x > 50",
        "x > bool y",
        "x and y",
        "x or y",
        "x unless on(i) y > 20",
        "sum(x)",
        "avg by (i) (x)",
        "min without (j) (x)",
        "max(x) - min(x)",
        "count by (j) (x or y)",
        "stddev(x)",
        "topk(2, x)",
        "bottomk by (i) (1, y)",
        "quantile(0.5, x)",
        "count_values(\"v\", x)",
        "group by (i) (x)",
        "rate(x[2m])",
        "sum by (i) (increase(x[90s] offset 10s))",
        "irate(x[2m])",
        "max_over_time(x[2m])",
        "sum_over_time(x[3m])",
        "avg_over_time(rate(x[1m])[2m:20s])",
        "quantile_over_time(0.3, x[2m])",
        "deriv(x[3m])",
        "absent(x{i=\"0\"})",
        "absent_over_time(y[15s])",
        "scalar(sum(x))",
        "time() - timestamp(x)",
        "clamp(x, 10, scalar(sum(y)))",
        "label_replace(x, \"k\", \"$1$1\", \"i\", \"(.*)\")",
        "histogram_quantile(0.9, x)",
        "predict_linear(x[2m], 60)");
  }

  private static MemorySource source(long seed) {
    var random = new Random(seed);
    var source = new MemorySource();
    for (String name : new String[] {"x", "y"}) {
      for (int i = 0; i < 4; i++) {
        int count = 20 + random.nextInt(20);
        long[] times = new long[count];
        double[] values = new double[count];
        long time = random.nextInt(60_000);
        for (int s = 0; s < count; s++) {
          time += 5_000 + random.nextInt(30_000);
          times[s] = time;
          int fate = random.nextInt(15);
          values[s] = fate == 0 ? STALE : fate == 1 ? Double.NaN : random.nextInt(100);
        }
        Map<String, String> labels = new HashMap<>();
        labels.put("__name__", name);
        labels.put("i", String.valueOf(name.equals("x") ? i / 2 : i));
        if (name.equals("x")) {
          labels.put("j", String.valueOf(i % 2));
        }
        source.put(labels, times, values, false);
      }
    }
    return source;
  }

  @Property(tries = 500)
  void a_range_query_gives_at_each_step_what_an_instant_query_gives(
      @ForAll @From("queries") String query,
      @ForAll long seed,
      @ForAll @IntRange(min = 1_000, max = 90_000) int step) {
    MemorySource source = source(seed);
    var engine =
        new PromqlEngine(
            PromqlOptions.DEFAULTS.withSubqueryStep(java.time.Duration.ofSeconds(20)), 1000);
    long end = 400_000;
    Map<Map<String, String>, Map<Long, Long>> overSteps = new HashMap<>();
    var matrix = (MatrixResult) engine.range(source, () -> {}, query, 0, end, step);
    for (MatrixSeries series : matrix.series()) {
      for (int i = 0; i < series.count(); i++) {
        put(overSteps, TestLabels.map(series.labels()), series.time(i), series.value(i));
      }
    }
    Map<Map<String, String>, Map<Long, Long>> alone = new HashMap<>();
    for (long time = 0; time <= end; time += step) {
      switch (engine.instant(source, () -> {}, query, time)) {
        case VectorResult r ->
            r.samples().forEach(s -> put(alone, TestLabels.map(s.labels()), r.time(), s.value()));
        case ScalarResult r -> put(alone, Map.of(), r.time(), r.value());
        case MatrixResult _, StringResult _ -> throw new AssertionError(query);
      }
    }

    assertThat(overSteps).isEqualTo(alone);
  }

  /// Values are compared by their leading bits: a window that slid adds in another order.
  private static void put(
      Map<Map<String, String>, Map<Long, Long>> into,
      Map<String, String> labels,
      long time,
      double value) {
    long bits = Double.doubleToLongBits((float) value);
    into.computeIfAbsent(labels, _ -> new HashMap<>()).put(time, bits);
  }
}
