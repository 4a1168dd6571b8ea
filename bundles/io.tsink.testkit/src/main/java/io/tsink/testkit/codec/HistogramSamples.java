package io.tsink.testkit.codec;

import io.tsink.api.CounterReset;
import io.tsink.api.HistogramColumn;
import io.tsink.api.HistogramLayout;
import io.tsink.api.StaleMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Columns of native histograms.
final class HistogramSamples {

  private static final HistogramLayout LATENCY =
      new HistogramLayout(3, 1e-128, new int[] {-12, 20, 2, 4}, new int[0], new double[0]);
  private static final HistogramLayout WIDER =
      new HistogramLayout(3, 1e-128, new int[] {-12, 20, 2, 5}, new int[] {3, 2}, new double[0]);
  private static final HistogramLayout CUSTOM =
      new HistogramLayout(
          HistogramLayout.CUSTOM_BOUNDS,
          0,
          new int[] {0, 4},
          new int[0],
          new double[] {0.1, 0.5, 1, 10});
  private static final HistogramLayout EMPTY =
      new HistogramLayout(-4, 0, new int[] {5, 0}, new int[0], new double[0]);
  private static final CounterReset[] RESETS = CounterReset.values();

  private HistogramSamples() {}

  static List<Sample<HistogramColumn>> of(int rows, RandomGenerator random) {
    List<Sample<HistogramColumn>> samples = new ArrayList<>();
    samples.add(new Sample<>("whole counters", counters(rows, random)));
    if (rows <= 2048) {
      samples.add(new Sample<>("floating-point gauges", floats(rows, random)));
      samples.add(new Sample<>("a mix of all", mix(rows, random)));
    }
    HistogramColumn constants = new HistogramColumn();
    HistogramColumn empty = new HistogramColumn();
    HistogramColumn stale = new HistogramColumn();
    for (int i = 0; i < rows; i++) {
      appendIntegers(constants, CUSTOM, CounterReset.UNKNOWN, 0, 8, 1.25, 2);
      appendIntegers(empty, EMPTY, CounterReset.GAUGE, 0, 0, 0, 0);
      stale.appendStale();
    }
    samples.add(new Sample<>("constants", constants));
    samples.add(new Sample<>("without buckets", empty));
    samples.add(new Sample<>("stale markers", stale));
    return samples;
  }

  private static HistogramColumn counters(int rows, RandomGenerator random) {
    HistogramColumn column = new HistogramColumn();
    long[] counts = new long[LATENCY.bucketCount()];
    long zero = 0;
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      long count = zero;
      for (int bucket = 0; bucket < counts.length; bucket++) {
        counts[bucket] += random.nextInt(8) == 0 ? random.nextInt(20) : 0;
        count += counts[bucket];
      }
      int start =
          column.appendIntegers(
              LATENCY, i == 0 ? CounterReset.UNKNOWN : CounterReset.NOT_RESET, count, zero, sum);
      System.arraycopy(counts, 0, column.integerBuckets(), start, counts.length);
      zero += random.nextInt(2);
      sum += random.nextDouble();
    }
    return column;
  }

  private static HistogramColumn floats(int rows, RandomGenerator random) {
    HistogramColumn column = new HistogramColumn();
    for (int i = 0; i < rows; i++) {
      int start =
          column.appendFloats(
              WIDER, CounterReset.GAUGE, random.nextDouble(), i * 0.5, random.nextGaussian());
      for (int bucket = 0; bucket < WIDER.bucketCount(); bucket++) {
        column.floatBuckets()[start + bucket] =
            bucket % 3 == 0 ? bucket : bucket % 3 == 1 ? random.nextDouble() : -0.0;
      }
    }
    return column;
  }

  private static HistogramColumn mix(int rows, RandomGenerator random) {
    HistogramColumn column = new HistogramColumn();
    for (int i = 0; i < rows; i++) {
      CounterReset reset = RESETS[random.nextInt(RESETS.length)];
      switch (random.nextInt(9)) {
        case 0 -> column.appendStale();
        case 1 -> appendIntegers(column, CUSTOM, reset, 0, random.nextLong(), Double.NaN, -1);
        case 2 -> appendFloats(column, CUSTOM, reset, Double.NaN, 1e300, Double.MIN_VALUE);
        case 3 -> appendFloats(column, LATENCY, reset, 5, Double.NEGATIVE_INFINITY, 0.1 * i);
        case 4 -> appendIntegers(column, WIDER, reset, Long.MAX_VALUE, Long.MIN_VALUE, -0.0, 1);
        default -> appendIntegers(column, LATENCY, reset, i, 24L * i, 0.5 * i, i);
      }
    }
    return column;
  }

  private static void appendIntegers(
      HistogramColumn column,
      HistogramLayout layout,
      CounterReset reset,
      long zero,
      long count,
      double sum,
      long bucketCount) {
    int start = column.appendIntegers(layout, reset, count, zero, sum);
    for (int bucket = 0; bucket < layout.bucketCount(); bucket++) {
      column.integerBuckets()[start + bucket] = bucketCount;
    }
  }

  private static void appendFloats(
      HistogramColumn column,
      HistogramLayout layout,
      CounterReset reset,
      double count,
      double sum,
      double bucketCount) {
    int start = column.appendFloats(layout, reset, count, 0.25, sum);
    for (int bucket = 0; bucket < layout.bucketCount(); bucket++) {
      column.floatBuckets()[start + bucket] = bucketCount + bucket;
    }
  }

  static HistogramColumn golden() {
    HistogramColumn column = new HistogramColumn();
    for (int i = 0; i < 150; i++) {
      if (i == 90) {
        column.appendStale();
      } else if (i > 120) {
        appendFloats(column, CUSTOM, CounterReset.GAUGE, i * 4.5, StaleMarker.value(), i * 0.5);
      } else {
        CounterReset reset = i == 91 ? CounterReset.RESET : CounterReset.UNKNOWN;
        appendIntegers(column, LATENCY, reset, i / 2, 24L * (i % 90) + i / 2, i * 0.25, i % 90);
      }
    }
    return column;
  }
}
