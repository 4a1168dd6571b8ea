package io.tsink.promql.eval;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/// The functions of one number.
final class MathCalls {

  static final Map<String, DoubleUnaryOperator> BY_NAME = new HashMap<>();

  static {
    BY_NAME.put("abs", Math::abs);
    BY_NAME.put("ceil", Math::ceil);
    BY_NAME.put("floor", Math::floor);
    BY_NAME.put("exp", Math::exp);
    BY_NAME.put("ln", Math::log);
    BY_NAME.put("log2", MathCalls::log2);
    BY_NAME.put("log10", Math::log10);
    BY_NAME.put("sqrt", Math::sqrt);
    BY_NAME.put("sgn", Math::signum);
    BY_NAME.put("sin", Math::sin);
    BY_NAME.put("cos", Math::cos);
    BY_NAME.put("tan", Math::tan);
    BY_NAME.put("asin", Math::asin);
    BY_NAME.put("acos", Math::acos);
    BY_NAME.put("atan", Math::atan);
    BY_NAME.put("sinh", Math::sinh);
    BY_NAME.put("cosh", Math::cosh);
    BY_NAME.put("tanh", Math::tanh);
    BY_NAME.put("asinh", MathCalls::asinh);
    BY_NAME.put("acosh", x -> Math.log(x + Math.sqrt(x * x - 1)));
    BY_NAME.put("atanh", x -> 0.5 * Math.log1p(2 * x / (1 - x)));
    BY_NAME.put("deg", x -> x * 180 / Math.PI);
    BY_NAME.put("rad", x -> x * Math.PI / 180);
  }

  private MathCalls() {}

  /// Exact for powers of two.
  private static double log2(double x) {
    if (!(x > 0) || Double.isInfinite(x)) {
      return Math.log(x);
    }
    int exponent = Math.getExponent(x);
    if (exponent < Double.MIN_EXPONENT) {
      return Math.log(x) / Math.log(2);
    }
    double fraction = Math.scalb(x, -exponent);
    return exponent + (fraction == 1 ? 0 : Math.log(fraction) / Math.log(2));
  }

  private static double asinh(double x) {
    if (Double.isInfinite(x)) {
      return x;
    }
    double a = Math.abs(x);
    return Math.copySign(Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a))), x);
  }
}
