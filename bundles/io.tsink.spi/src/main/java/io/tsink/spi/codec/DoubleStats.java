package io.tsink.spi.codec;

import java.util.Arrays;

/// What the host knows of a column of doubles before it chooses a codec. Reusable; confined.
public final class DoubleStats {

  private int count;
  private double min;
  private double max;
  private int notFinite;
  private int runs;
  private long xorBits;
  private int decimalExponent;
  private int decimalExceptions;
  private final LongStats digits = new LongStats();
  private long[] digitRows = new long[0];

  /// Statistics of nothing; see [#scan].
  public DoubleStats() {}

  /// New statistics of `values[from, to)`.
  public static DoubleStats of(double[] values, int from, int to) {
    DoubleStats stats = new DoubleStats();
    stats.scan(values, from, to);
    return stats;
  }

  /// Replaces what is known by statistics of `values[from, to)`, at least one row.
  public void scan(double[] values, int from, int to) {
    if (to <= from) {
      throw new IllegalArgumentException("rows [%d, %d) are none".formatted(from, to));
    }
    count = to - from;
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
    notFinite = 0;
    runs = 1;
    xorBits = 0;
    long previous = Double.doubleToRawLongBits(values[from]);
    for (int i = from; i < to; i++) {
      double value = values[i];
      if (Double.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
      } else {
        notFinite++;
      }
      long bits = Double.doubleToRawLongBits(value);
      long difference = bits ^ previous;
      if (difference != 0) {
        runs++;
        xorBits +=
            Long.SIZE
                - Long.numberOfLeadingZeros(difference)
                - Long.numberOfTrailingZeros(difference);
      }
      previous = bits;
    }
    scanDecimals(values, from, to);
  }

  private void scanDecimals(double[] values, int from, int to) {
    decimalExceptions = 0;
    decimalExponent = Decimals.exponent(values, from, to);
    if (decimalExponent < 0) {
      return;
    }
    if (digitRows.length < count) {
      digitRows = new long[count + (count >> 1)];
    }
    int rows = 0;
    for (int i = from; i < to; i++) {
      long number = Decimals.digits(values[i], decimalExponent);
      if (number == Decimals.NONE) {
        decimalExceptions++;
        number = rows == 0 ? Decimals.NONE : digitRows[rows - 1];
      }
      digitRows[rows++] = number;
    }
    if (decimalExceptions == count) {
      decimalExponent = -1;
      return;
    }
    int exceptionsInFront = 0;
    while (digitRows[exceptionsInFront] == Decimals.NONE) {
      exceptionsInFront++;
    }
    Arrays.fill(digitRows, 0, exceptionsInFront, digitRows[exceptionsInFront]);
    digits.scan(LongRole.I64, digitRows, 0, rows);
  }

  /// The rows.
  public int count() {
    return count;
  }

  /// The smallest finite value; positive infinity when there is none.
  public double min() {
    return min;
  }

  /// The largest finite value; negative infinity when there is none.
  public double max() {
    return max;
  }

  /// How many values are infinite or not a number.
  public int notFinite() {
    return notFinite;
  }

  /// How many runs of neighbours with equal bits the column has; 1 means constant.
  public int runs() {
    return runs;
  }

  /// The bits between the outermost ones of all differences (exclusive or) of neighbours.
  public long xorBits() {
    return xorBits;
  }

  /// The exponent at which most values are decimal fractions, or -1; see [Decimals#exponent].
  public int decimalExponent() {
    return decimalExponent;
  }

  /// How many values are no decimal fraction at [#decimalExponent]; 0 when that is -1.
  public int decimalExceptions() {
    return decimalExceptions;
  }

  /// Whether all values are whole numbers of at most 53 bits.
  public boolean allIntegers() {
    return decimalExponent == 0 && decimalExceptions == 0;
  }

  /// Statistics of the digits of all values; only with a [#decimalExponent].
  ///
  /// An exception counts as the digits before it, or those after it where none are before.
  public LongStats digits() {
    if (decimalExponent < 0) {
      throw new IllegalStateException("the column has no decimal exponent");
    }
    return digits;
  }
}
