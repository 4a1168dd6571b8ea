package io.tsink.http.query;

import java.math.BigDecimal;
import java.math.MathContext;

/// Prints values as the API does: the shortest digits that read back as the same number, without an
/// exponent unless the number is below 1e-6 or from 1e21 on.
final class Numbers {
  private static final double SMALLEST_PLAIN = 1e-6;
  private static final double LARGEST_PLAIN = 1e21;
  private static final double EXACT_LONGS = 1L << 53;

  private Numbers() {}

  static String text(double value) {
    if (value == Math.rint(value) && Math.abs(value) < EXACT_LONGS) {
      return whole(value);
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    double size = Math.abs(value);
    BigDecimal digits = shortest(value);
    if (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
      return digits.toPlainString();
    }
    return scientific(digits);
  }

  /// Java prints two digits at least, where one can be enough.
  private static BigDecimal shortest(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    if (digits.precision() == 2) {
      BigDecimal single = digits.round(new MathContext(1));
      return single.doubleValue() == value ? single : digits;
    }
    return digits;
  }

  private static String whole(double value) {
    boolean negativeZero = value == 0 && 1 / value < 0;
    return negativeZero ? "-0" : Long.toString((long) value);
  }

  /// As Go prints it: one digit, the rest behind a point, and at least two digits of exponent.
  private static String scientific(BigDecimal digits) {
    String unscaled = digits.unscaledValue().abs().toString();
    int exponent = unscaled.length() - 1 - digits.scale();
    var text = new StringBuilder();
    if (digits.signum() < 0) {
      text.append('-');
    }
    text.append(unscaled.charAt(0));
    if (unscaled.length() > 1) {
      text.append('.').append(unscaled, 1, unscaled.length());
    }
    return text.append(exponent < 0 ? "e-" : "e+")
        .append("%02d".formatted(Math.abs(exponent)))
        .toString();
  }
}
