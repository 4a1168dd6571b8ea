package io.tsink.telemetry;

import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/// Counts observations in buckets with fixed upper bounds. Safe for any number of threads.
public final class Histogram implements Instrument {
  private static final double[] SECONDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30
  };
  private static final double NANOS_PER_SECOND = 1e9;

  private final double[] bounds;
  private final LongAdder[] counts;
  private final DoubleAdder sum = new DoubleAdder();

  Histogram(double... bounds) {
    this.bounds = bounds.clone();
    for (int i = 0; i < bounds.length; i++) {
      if (!Double.isFinite(bounds[i]) || (i > 0 && bounds[i] <= bounds[i - 1])) {
        throw new IllegalArgumentException(
            "bucket bounds %s, expected finite and rising".formatted(Arrays.toString(bounds)));
      }
    }
    counts = new LongAdder[bounds.length + 1];
    Arrays.setAll(counts, _ -> new LongAdder());
  }

  /// Returns bounds for durations of requests in seconds, from half a millisecond to half a minute.
  public static double[] durationBounds() {
    return SECONDS.clone();
  }

  /// Returns bounds that grow by a factor: `start`, `start * factor`, …
  ///
  /// @param count how many
  public static double[] exponentialBounds(double start, double factor, int count) {
    double[] bounds = new double[count];
    double bound = start;
    for (int i = 0; i < count; i++) {
      bounds[i] = bound;
      bound *= factor;
    }
    return bounds;
  }

  /// Counts a value; a bucket's upper bound is part of it. NaN is ignored.
  public void observe(double value) {
    if (Double.isNaN(value)) {
      return;
    }
    int bucket = Arrays.binarySearch(bounds, value == 0 ? 0.0 : value);
    counts[bucket < 0 ? -bucket - 1 : bucket].increment();
    sum.add(value);
  }

  /// Counts a duration in a histogram of seconds.
  public void observeNanos(long nanos) {
    observe(nanos / NANOS_PER_SECOND);
  }

  /// Returns the number of values counted.
  public long count() {
    long total = 0;
    for (LongAdder count : counts) {
      total += count.sum();
    }
    return total;
  }

  /// Returns the sum of the values counted.
  public double sum() {
    return sum.sum();
  }

  @Override
  public void write(String name, Labels labels, SeriesWriter out) {
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      total += counts[i].sum();
      String bound = i < bounds.length ? Exposition.number(bounds[i]) : "+Inf";
      out.series(name + "_bucket", labels.with("le", bound), (double) total);
    }
    out.series(name + "_sum", labels, sum());
    out.series(name + "_count", labels, (double) total);
  }
}
