package io.tsink.spi.codec;

import java.util.Arrays;

/// What the host knows of a column of whole numbers before it chooses a codec. Reusable; confined.
///
/// *Deltas* are differences of neighbours, wrapping around; *double deltas* are differences of
/// neighbouring deltas. Both are measured as bits of their zig-zag form.
public final class LongStats {

  private LongRole role = LongRole.I64;
  private int count;
  private long first;
  private long min;
  private long max;
  private int runs;
  private boolean increasing;
  private boolean fixedStep;
  private long divisor;
  private final int[] deltaWidths = new int[Long.SIZE + 1];
  private final int[] doubleDeltaWidths = new int[Long.SIZE + 1];

  /// Statistics of nothing; see [#scan].
  public LongStats() {}

  /// New statistics of `values[from, to)` as signed values.
  public static LongStats of(long[] values, int from, int to) {
    return of(LongRole.I64, values, from, to);
  }

  /// New statistics of `values[from, to)` in a role.
  public static LongStats of(LongRole role, long[] values, int from, int to) {
    LongStats stats = new LongStats();
    stats.scan(role, values, from, to);
    return stats;
  }

  /// Replaces what is known by statistics of `values[from, to)`, at least one row.
  public void scan(LongRole columnRole, long[] values, int from, int to) {
    if (to <= from) {
      throw new IllegalArgumentException("rows [%d, %d) are none".formatted(from, to));
    }
    role = columnRole;
    count = to - from;
    first = values[from];
    min = first;
    max = first;
    runs = 1;
    increasing = true;
    divisor = 0;
    Arrays.fill(deltaWidths, 0);
    Arrays.fill(doubleDeltaWidths, 0);
    long previous = first;
    long previousDelta = 0;
    for (int i = from + 1; i < to; i++) {
      long value = values[i];
      long delta = value - previous;
      if (delta != 0) {
        runs++;
      }
      increasing &= value > previous;
      min = Math.min(min, value);
      max = Math.max(max, value);
      deltaWidths[BitPacking.width(BitPacking.zigZag(delta))]++;
      if (i > from + 1) {
        doubleDeltaWidths[BitPacking.width(BitPacking.zigZag(delta - previousDelta))]++;
      }
      if (divisor != 1) {
        divisor = commonDivisor(divisor, delta);
      }
      previous = value;
      previousDelta = delta;
    }
    fixedStep = doubleDeltaWidths[0] == Math.max(0, count - 2);
  }

  /// The greatest number that divides both, as unsigned magnitudes; 0 when both are 0.
  ///
  /// The smallest `long` has no magnitude of its own and counts as 2^63, read unsigned.
  public static long commonDivisor(long divisor, long delta) {
    long a = divisor;
    long b = Math.abs(delta);
    if (a < 0 || b < 0) {
      return 1;
    }
    while (b != 0) {
      long rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  /// What the column means.
  public LongRole role() {
    return role;
  }

  /// The rows.
  public int count() {
    return count;
  }

  /// The value of the first row.
  public long first() {
    return first;
  }

  /// The smallest value, read signed.
  public long min() {
    return min;
  }

  /// The largest value, read signed.
  public long max() {
    return max;
  }

  /// How many runs of equal neighbours the column has; 1 means constant.
  public int runs() {
    return runs;
  }

  /// Whether each value is above the one before, read signed.
  public boolean increasing() {
    return increasing;
  }

  /// Whether all deltas are equal.
  public boolean fixedStep() {
    return fixedStep;
  }

  /// The greatest common divisor of all deltas; 0 when all are 0.
  public long divisor() {
    return divisor;
  }

  /// How many deltas need exactly `width` bits in zig-zag form, 0…64.
  public int deltasOfWidth(int width) {
    return deltaWidths[width];
  }

  /// How many double deltas need exactly `width` bits in zig-zag form, 0…64.
  public int doubleDeltasOfWidth(int width) {
    return doubleDeltaWidths[width];
  }

  /// The bits of all deltas if each took only what it needs, less `saved` bits each.
  public long deltaBits(int saved) {
    return bits(deltaWidths, saved);
  }

  /// The bits of all double deltas if each took only what it needs, less `saved` bits each.
  public long doubleDeltaBits(int saved) {
    return bits(doubleDeltaWidths, saved);
  }

  private static long bits(int[] widths, int saved) {
    long bits = 0;
    for (int width = saved + 1; width < widths.length; width++) {
      bits += (long) widths[width] * (width - saved);
    }
    return bits;
  }
}
