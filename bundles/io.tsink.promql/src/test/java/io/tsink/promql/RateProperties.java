package io.tsink.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/// Windows slide; the same answers come from looking at each window anew.
class RateProperties {

  private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);
  private static final long STEP = 7_000;
  private static final long START = 50_000;
  private static final long END = 600_000;

  /// A sample.
  private record Point(long time, double value) {}

  private static List<Point> history(Random random, boolean special) {
    var points = new ArrayList<Point>();
    long time = random.nextInt(30_000);
    double value = random.nextInt(100);
    while (time < END) {
      int fate = random.nextInt(20);
      if (fate == 0) {
        value = random.nextInt(10);
      } else {
        value += random.nextInt(50);
      }
      boolean odd = special && fate == 1;
      points.add(new Point(time, fate == 2 ? STALE : odd ? Double.NaN : value));
      time += 1_000 + random.nextInt(20_000) + (fate == 3 ? 60_000 : 0);
    }
    return points;
  }

  private static MemorySource source(List<Point> points) {
    var source = new MemorySource();
    source.put(
        Map.of("__name__", "x_total"),
        points.stream().mapToLong(Point::time).toArray(),
        points.stream().mapToDouble(Point::value).toArray(),
        false);
    return source;
  }

  private static List<Point> window(List<Point> points, long end, long range) {
    return points.stream()
        .filter(p -> p.time > end - range && p.time <= end)
        .filter(p -> Double.doubleToRawLongBits(p.value) != Double.doubleToRawLongBits(STALE))
        .toList();
  }

  /// Extrapolation as the documentation of `rate` describes it, straight from the window.
  private static @Nullable Double increase(List<Point> w, long end, long range, boolean counter) {
    if (w.size() < 2) {
      return null;
    }
    double change = 0;
    for (int i = 1; i < w.size(); i++) {
      double now = w.get(i).value;
      double before = w.get(i - 1).value;
      change += counter && now < before ? now : now - before;
    }
    double length = (w.getLast().time - w.getFirst().time) / 1e3;
    double gap = length / (w.size() - 1);
    double left = (w.getFirst().time - (end - range)) / 1e3;
    double right = (end - w.getLast().time) / 1e3;
    left = left < gap * 1.1 ? left : gap / 2;
    right = right < gap * 1.1 ? right : gap / 2;
    if (counter && change > 0 && w.getFirst().value >= 0) {
      left = Math.min(left, length * w.getFirst().value / change);
    }
    return change * (length + left + right) / length;
  }

  private interface Naive {
    @Nullable Double apply(List<Point> window, long end, long range);
  }

  private static void same(
      MemorySource source, List<Point> points, String function, long range, Naive naive) {
    var engine = new PromqlEngine(PromqlOptions.DEFAULTS, 1000);
    String query = "%s(x_total[%ds])".formatted(function, range / 1000);
    var matrix = (MatrixResult) engine.range(source, () -> {}, query, START, END, STEP);
    var actual = new java.util.TreeMap<Long, Double>();
    for (MatrixSeries series : matrix.series()) {
      for (int i = 0; i < series.count(); i++) {
        actual.put(series.time(i), series.value(i));
      }
    }
    for (long time = START; time <= END; time += STEP) {
      Double expected = naive.apply(window(points, time, range), time, range);
      Double found = actual.get(time);
      if (expected == null || found == null) {
        assertThat(found).as(query + " at " + time).isEqualTo(expected);
      } else if (!Double.isNaN(expected)) {
        assertThat(found)
            .as(query + " at " + time)
            .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
      } else {
        assertThat(found).isNaN();
      }
    }
  }

  @Property(tries = 200)
  void rates_are_those_of_each_window_alone(
      @ForAll long seed, @ForAll @IntRange(min = 5, max = 200) int seconds) {
    List<Point> points = history(new Random(seed), false);
    MemorySource source = source(points);
    long range = seconds * 1000L;

    same(source, points, "increase", range, (w, end, r) -> increase(w, end, r, true));
    same(source, points, "delta", range, (w, end, r) -> increase(w, end, r, false));
    same(
        source,
        points,
        "rate",
        range,
        (w, end, r) -> {
          Double change = increase(w, end, r, true);
          return change == null ? null : change / (r / 1e3);
        });
  }

  @Property(tries = 200)
  void folds_are_those_of_each_window_alone(
      @ForAll long seed, @ForAll @IntRange(min = 5, max = 200) int seconds) {
    List<Point> points = history(new Random(seed), true);
    MemorySource source = source(points);
    long range = seconds * 1000L;

    same(source, points, "count_over_time", range, fold(w -> w.size()));
    same(source, points, "sum_over_time", range, fold(w -> sum(w)));
    same(source, points, "avg_over_time", range, fold(w -> sum(w) / w.size()));
    same(source, points, "last_over_time", range, fold(w -> w.getLast().value));
    same(source, points, "min_over_time", range, fold(w -> extreme(w, -1)));
    same(source, points, "max_over_time", range, fold(w -> extreme(w, 1)));
    same(source, points, "resets", range, fold(RateProperties::resets));
    same(source, points, "changes", range, fold(RateProperties::changes));
  }

  private static Naive fold(java.util.function.ToDoubleFunction<List<Point>> fold) {
    return (w, _, _) -> w.isEmpty() ? null : fold.applyAsDouble(w);
  }

  private static double sum(List<Point> w) {
    return w.stream().mapToDouble(Point::value).sum();
  }

  private static double extreme(List<Point> w, int sign) {
    return sign
        * w.stream()
            .mapToDouble(p -> sign * p.value)
            .filter(v -> !Double.isNaN(v))
            .max()
            .orElse(Double.NaN);
  }

  private static double resets(List<Point> w) {
    int resets = 0;
    for (int i = 1; i < w.size(); i++) {
      resets += w.get(i).value < w.get(i - 1).value ? 1 : 0;
    }
    return resets;
  }

  private static double changes(List<Point> w) {
    int changes = 0;
    for (int i = 1; i < w.size(); i++) {
      changes += Double.compare(w.get(i).value, w.get(i - 1).value) != 0 ? 1 : 0;
    }
    return changes;
  }
}
