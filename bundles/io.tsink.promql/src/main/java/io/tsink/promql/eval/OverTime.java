package io.tsink.promql.eval;

/// The functions of the values in a window.
final class OverTime {

  private OverTime() {}

  /// The mean, also where the sum would overflow.
  static double mean(Window w) {
    var mean = new Arithmetic.Mean();
    for (int i = w.from; i < w.to; i++) {
      mean.add(w.value(i));
    }
    return mean.value();
  }

  static double variance(Window w) {
    var variance = new Arithmetic.Variance();
    for (int i = w.from; i < w.to; i++) {
      variance.add(w.value(i));
    }
    return variance.value();
  }

  static double quantile(Window w, double q) {
    double[] sorted = java.util.Arrays.copyOfRange(w.samples.values, w.from, w.to);
    Arithmetic.sortNanFirst(sorted, sorted.length);
    return Arithmetic.quantile(q, sorted, sorted.length);
  }

  /// The median distance from the median.
  static double medianDeviation(Window w) {
    double median = quantile(w, 0.5);
    double[] distances = new double[w.count()];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.abs(w.value(w.from + i) - median);
    }
    Arithmetic.sortNanFirst(distances, distances.length);
    return Arithmetic.quantile(0.5, distances, distances.length);
  }

  /// Least squares through the samples: the slope per second, and the value at the moment `origin`.
  ///
  /// @param intercept whether the value rather than the slope is wanted, `ahead` seconds on
  static double regression(Window w, long origin, boolean intercept, double ahead) {
    if (w.count() < 2) {
      return Absent.VALUE;
    }
    double first = w.first();
    boolean constant = true;
    double n = 0;
    var sumX = new Arithmetic.Sum();
    var sumY = new Arithmetic.Sum();
    var sumXy = new Arithmetic.Sum();
    var sumX2 = new Arithmetic.Sum();
    for (int i = w.from; i < w.to; i++) {
      double y = w.value(i);
      if (constant && i > w.from && y != first) {
        constant = false;
      }
      n++;
      double x = w.clocking.seconds(w.samples.times[i] - origin);
      sumX.add(x);
      sumY.add(y);
      sumXy.add(x * y);
      sumX2.add(x * x);
    }
    if (constant) {
      if (Double.isInfinite(first) || Double.isNaN(first)) {
        return Double.NaN;
      }
      return intercept ? first : 0;
    }
    double x = sumX.value();
    double y = sumY.value();
    double covariance = sumXy.value() - x * y / n;
    double variance = sumX2.value() - x * x / n;
    double slope = covariance / variance;
    return intercept ? slope * ahead + (y / n - slope * x / n) : slope;
  }

  /// Holt's double exponential smoothing.
  static double smoothed(Window w, double smoothing, double trending) {
    if (w.count() < 2) {
      return Absent.VALUE;
    }
    double before = 0;
    double level = w.first();
    double trend = w.value(w.from + 1) - level;
    for (int i = w.from + 1; i < w.to; i++) {
      double scaled = smoothing * w.value(i);
      if (i - w.from > 1) {
        trend = trending * (level - before) + (1 - trending) * trend;
      }
      before = level;
      level = scaled + (1 - smoothing) * (level + trend);
    }
    return level;
  }

  /// Indices of the window's least (or greatest) sample; NaN counts as neither unless all are.
  static int extreme(Window w, boolean greatest, boolean latest) {
    int best = w.from;
    for (int i = w.from + 1; i < w.to; i++) {
      double now = w.value(i);
      double held = w.value(best);
      boolean better = greatest ? now > held : now < held;
      if (better || Double.isNaN(held) || (latest && now == held)) {
        best = i;
      }
    }
    return best;
  }

  /// `min_over_time` and `max_over_time` with a queue of candidates in falling order of merit.
  static final class Extreme implements RangeFunction {
    private final boolean greatest;
    private int[] queue = new int[64];
    private int head;
    private int tail;
    private int scanned;

    Extreme(boolean greatest) {
      this.greatest = greatest;
    }

    @Override
    public double apply(Window w, int step) {
      for (; scanned < w.to; scanned++) {
        double now = w.value(scanned);
        if (Double.isNaN(now)) {
          continue;
        }
        while (tail > head && !better(w.value(queue[tail - 1]), now)) {
          tail--;
        }
        if (tail == queue.length) {
          make();
        }
        queue[tail++] = scanned;
      }
      while (head < tail && queue[head] < w.from) {
        head++;
      }
      return head < tail ? w.value(queue[head]) : Double.NaN;
    }

    private boolean better(double held, double now) {
      return greatest ? held > now : held < now;
    }

    private void make() {
      int live = tail - head;
      int[] target = head > queue.length / 2 ? queue : new int[queue.length * 2];
      System.arraycopy(queue, head, target, 0, live);
      queue = target;
      head = 0;
      tail = live;
    }
  }
}
