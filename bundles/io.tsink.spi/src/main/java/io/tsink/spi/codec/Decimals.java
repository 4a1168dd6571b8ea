package io.tsink.spi.codec;

/// Decimal fractions as whole numbers: `digits / 10^exponent`.
///
/// With at most 53 bits of digits and an exponent of at most [#MAX_EXPONENT] both operands of that
/// division are exact, so its result is the double nearest to the decimal fraction: exactly what
/// parsing its text gives (W. D. Clinger, How to Read Floating Point Numbers Accurately, PLDI
/// 1990).
public final class Decimals {

  /// The largest power of ten that a double holds exactly.
  public static final int MAX_EXPONENT = 22;

  /// What [#digits] returns for a double that is no such fraction.
  public static final long NONE = Long.MIN_VALUE;

  private static final double MAX_DIGITS = 0x1p53;

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private Decimals() {}

  /// The digits of `value` at the exponent, or [#NONE] where [#toDouble] would not give its bits.
  public static long digits(double value, int exponent) {
    double scaled = Math.rint(value * POWERS[exponent]);
    if (!(scaled >= -MAX_DIGITS && scaled <= MAX_DIGITS)) {
      return NONE;
    }
    long digits = (long) scaled;
    boolean exact =
        Double.doubleToRawLongBits(toDouble(digits, exponent)) == Double.doubleToRawLongBits(value);
    return exact ? digits : NONE;
  }

  /// The double nearest to `digits / 10^exponent`, for at most 53 bits of digits.
  public static double toDouble(long digits, int exponent) {
    return digits / POWERS[exponent];
  }

  /// The divisor of an exponent, `10^exponent`.
  public static double power(int exponent) {
    return POWERS[exponent];
  }

  /// The exponent that serves most of a sample of `values[from, to)`, the smallest of equals.
  ///
  /// @return 0…[#MAX_EXPONENT], or -1 when fewer than three quarters of the sample have one
  public static int exponent(double[] values, int from, int to) {
    int step = Math.max(1, (to - from) / 32);
    int exponent = 0;
    int rows = 0;
    int misses = 0;
    for (int i = from; i < to; i += step) {
      rows++;
      double value = values[i];
      if (digits(value, exponent) == NONE) {
        int wanted = smallestExponent(value, exponent + 1);
        if (wanted < 0) {
          misses++;
        } else {
          exponent = wanted;
        }
      }
    }
    if (misses * 4 > rows) {
      return -1;
    }
    return exponent;
  }

  private static int smallestExponent(double value, int from) {
    if (!(Math.abs(value) <= MAX_DIGITS) || value == 0) {
      return -1;
    }
    for (int exponent = from; exponent <= MAX_EXPONENT; exponent++) {
      if (digits(value, exponent) != NONE) {
        return exponent;
      }
    }
    return -1;
  }
}
