package io.tsink.testkit.codec;

import io.tsink.api.StaleMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;

/// Columns of doubles.
final class DoubleSamples {

  private static final double[] EXTREMES = {
    0.0,
    -0.0,
    1,
    -1,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    0x1p53,
    -0x1p53,
    0x1p53 + 2,
    0x1p63,
    0.1,
    0.1 + 0.2,
    1e22,
    1e23,
    123_456_789_012_345.67
  };

  private DoubleSamples() {}

  static List<Sample<double[]>> of(int rows, RandomGenerator random) {
    List<Sample<double[]>> samples = new ArrayList<>();
    add(samples, "constants", rows, _ -> 42.5);
    add(samples, "zeros", rows, _ -> 0.0);
    add(samples, "negative zeros", rows, _ -> -0.0);
    add(samples, "runs", rows, i -> Math.floorDiv(i, 40) * 0.25);
    add(samples, "a counter", rows, i -> 1_000_000 + 17 * i + i % 3);
    add(samples, "whole gauge", rows, _ -> random.nextInt(0, 101));
    add(samples, "hundredths", rows, _ -> random.nextInt(-10_000, 10_000) / 100.0);
    add(samples, "tenths near a level", rows, i -> (200_000 + i + random.nextInt(9)) / 10.0);
    add(samples, "pages", rows, _ -> 4096.0 * random.nextInt(1 << 20));
    add(samples, "seventeen digits", rows, _ -> random.nextDouble());
    add(samples, "fifteen digits", rows, _ -> random.nextLong(1_000_000_000_000_000L) / 1e6);
    add(samples, "powers of ten", rows, i -> Double.parseDouble("1e" + (i % 600 - 300)));
    add(samples, "long fractions in decimals", rows, i -> i % 9 == 3 ? Math.sqrt(i) : i / 8.0);
    add(samples, "walk", rows, i -> Math.sin(i / 100.0) * 1000);
    add(samples, "any bits", rows, _ -> Double.longBitsToDouble(random.nextLong()));
    add(samples, "extremes", rows, i -> EXTREMES[i % EXTREMES.length]);
    add(samples, "extremes by chance", rows, _ -> EXTREMES[random.nextInt(EXTREMES.length)]);
    add(samples, "decimals with NaN", rows, i -> i % 50 == 49 ? nan(i) : i * 0.5);
    add(samples, "NaN first", rows, i -> i < 3 && i < rows - 1 ? nan(i) : i * 0.01);
    add(samples, "NaN payloads", rows, DoubleSamples::nan);
    add(samples, "stale at the end", rows, i -> i == rows - 1 ? StaleMarker.value() : 7 + i % 2);
    add(samples, "all stale", rows, _ -> StaleMarker.value());
    add(samples, "negative zeros in decimals", rows, i -> i % 20 == 7 ? -0.0 : i / 10.0);
    return samples;
  }

  /// Quiet and signalling NaNs of both signs.
  private static double nan(int i) {
    return Double.longBitsToDouble(
        (i % 2 == 0 ? 0x7ff0_0000_0000_0000L : 0xfff8_0000_0000_0000L) | (1 + i * 0x1_0001L));
  }

  private static void add(
      List<Sample<double[]>> samples, String name, int rows, IntToDoubleFunction value) {
    double[] column = new double[rows];
    for (int i = 0; i < rows; i++) {
      column[i] = value.applyAsDouble(i);
    }
    samples.add(new Sample<>(name, column));
  }
}
