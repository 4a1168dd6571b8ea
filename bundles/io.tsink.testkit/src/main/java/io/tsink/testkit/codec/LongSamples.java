package io.tsink.testkit.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.random.RandomGenerator;

/// Columns of whole numbers.
final class LongSamples {

  private static final long START = 1_700_000_000_000L;

  private LongSamples() {}

  /// Strictly increasing times.
  static List<Sample<long[]>> times(int rows, RandomGenerator random) {
    List<Sample<long[]>> samples = new ArrayList<>();
    add(samples, "regular times", rows, i -> START + 15_000L * i);
    add(samples, "jittered times", rows, i -> START + 15_000L * i + random.nextInt(-7, 8));
    add(
        samples,
        "jittered times in nanoseconds",
        rows,
        i -> (START + 15_000L * i + random.nextInt(-7, 8)) * 1_000_000);
    add(
        samples,
        "times with a gap",
        rows,
        i -> START + 1_000L * i + (i > rows / 2 ? 86_400_000 : 0));
    add(samples, "times before 1970", rows, i -> -START + 60L * i * i);
    add(samples, "times one apart at the end", rows, i -> Long.MAX_VALUE - rows + i);
    add(samples, "times one apart at the start", rows, i -> Long.MIN_VALUE + 1 + i);
    long wide = Long.MAX_VALUE / rows;
    add(samples, "times over the whole range", rows, i -> 2 * wide * i - (rows - 1) * wide);
    long[] irregular = new long[rows];
    long time = START;
    for (int i = 0; i < rows; i++) {
      irregular[i] = time;
      time += 1 + (random.nextInt(10) == 0 ? random.nextLong(1L << 40) : random.nextInt(3));
    }
    samples.add(new Sample<>("irregular times", irregular));
    if (rows > 1) {
      long[] extremes = new long[rows];
      for (int i = 0; i < rows; i++) {
        extremes[i] = i < rows / 2 ? Long.MIN_VALUE + 1 + i : Long.MAX_VALUE - rows + i;
      }
      samples.add(new Sample<>("times at both ends", extremes));
    }
    return samples;
  }

  /// Any values.
  static List<Sample<long[]>> values(int rows, RandomGenerator random) {
    List<Sample<long[]>> samples = new ArrayList<>(times(rows, random));
    add(samples, "zeros", rows, _ -> 0);
    add(samples, "constants", rows, _ -> -42);
    add(samples, "least", rows, _ -> Long.MIN_VALUE);
    add(samples, "runs", rows, i -> i / 50 * 1_000_003L);
    add(samples, "extremes in turn", rows, i -> i % 2 == 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
    add(samples, "extremes and zero", rows, i -> i % 3 == 0 ? 0 : i % 3 == 1 ? 1L << 63 : -1);
    add(samples, "any bits", rows, _ -> random.nextLong());
    add(samples, "small", rows, _ -> random.nextLong(-3, 4));
    add(samples, "multiples", rows, _ -> 4096 * random.nextLong(0, 1 << 20));
    add(samples, "falling", rows, i -> -3_000_000_007L * i);
    add(samples, "one spike", rows, i -> i == rows / 2 ? Long.MAX_VALUE : 5);
    long[] counter = new long[rows];
    long value = -2_000;
    for (int i = 0; i < rows; i++) {
      counter[i] = value;
      value = i % 97 == 96 ? 0 : value + 100 + random.nextInt(20);
    }
    samples.add(new Sample<>("a counter with resets", counter));
    for (int width = 1; width <= 64; width++) {
      long mask = -1L >>> (64 - width);
      if (rows == 200) {
        add(samples, width + " bits", rows, _ -> random.nextLong() & mask);
      }
    }
    return samples;
  }

  private static void add(
      List<Sample<long[]>> samples, String name, int rows, IntToLongFunction value) {
    long[] column = new long[rows];
    for (int i = 0; i < rows; i++) {
      column[i] = value.applyAsLong(i);
    }
    samples.add(new Sample<>(name, column));
  }
}
