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
  private final int[] blockWidths = new int[Long.SIZE + 1];

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
    Arrays.fill(blockWidths, 0);
    long previous = first;
    long previousDelta = 0;
    long blockDeltas = 0;
    long blockDoubleDeltas = 0;
    for (int i = from + 1; i < to; i++) {
      long value = values[i];
      long delta = value - previous;
      if (delta != 0) {
        runs++;
      }
      increasing &= value > previous;
      min = Math.min(min, value);
      max = Math.max(max, value);
      long zigZag = BitPacking.zigZag(delta);
      long doubleZigZag = BitPacking.zigZag(delta - previousDelta);
      deltaWidths[BitPacking.width(zigZag)]++;
      if (i > from + 1) {
        doubleDeltaWidths[BitPacking.width(doubleZigZag)]++;
      }
      int rowInBlock = (i - from) % PackedLongs.GRANULE;
      if (rowInBlock == 0) {
        closeBlock(PackedLongs.GRANULE, blockDeltas, blockDoubleDeltas);
        blockDeltas = 0;
        blockDoubleDeltas = 0;
      } else {
        blockDeltas |= zigZag;
        blockDoubleDeltas |= rowInBlock == 1 ? 0 : doubleZigZag;
      }
      if (divisor != 1 && delta != previousDelta) {
        divisor = commonDivisor(divisor, delta);
      }
      previous = value;
      previousDelta = delta;
    }
    closeBlock((count - 1) % PackedLongs.GRANULE + 1, blockDeltas, blockDoubleDeltas);
    fixedStep = doubleDeltaWidths[0] == Math.max(0, count - 2);
  }

  private void closeBlock(int rows, long deltas, long doubleDeltas) {
    blockWidths[Math.min(BitPacking.width(deltas), BitPacking.width(doubleDeltas))] += rows - 1;
  }

  /// The greatest number that divides both magnitudes; 0 when both are 0.
  ///
  /// The smallest `long` has no magnitude; with it the answer is 1.
  ///
  /// @param divisor an earlier answer, or 0
  public static long commonDivisor(long divisor, long delta) {
    long a = Math.abs(delta);
    long b = divisor;
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

  /// The bits of the deltas if each took only what it needs.
  ///
  /// For lower bounds: a delta divided by a common divisor, or taken from a base, needs fewer bits,
  /// and a codec that starts anew now and then leaves some out.
  ///
  /// @param saved bits taken off each, down to none
  /// @param omitted how many are left out, the largest first
  public long deltaBits(int saved, int omitted) {
    return bits(deltaWidths, saved, omitted);
  }

  /// As [#deltaBits] for the double deltas.
  public long doubleDeltaBits(int saved, int omitted) {
    return bits(doubleDeltaWidths, saved, omitted);
  }

  /// The bits of a column packed by blocks of 128 rows, each in the bits of its widest row.
  ///
  /// Counted are all rows but the first of each block, by their deltas or double deltas within the
  /// block, whichever are narrower.
  ///
  /// @param saved bits taken off each row, down to none
  public long blockBits(int saved) {
    return bits(blockWidths, saved, 0);
  }

  private static long bits(int[] widths, int saved, int omitted) {
    long bits = 0;
    int left = omitted;
    for (int width = Long.SIZE; width > saved; width--) {
      int kept = Math.max(0, widths[width] - left);
      left -= widths[width] - kept;
      bits += (long) kept * (width - saved);
    }
    return bits;
  }
}
