package io.tsink.promql.eval;

import io.tsink.promql.ast.BinaryOp;

/// The operators on two numbers, and sums that do not lose small addends.
final class Arithmetic {

  private Arithmetic() {}

  /// The value of an arithmetic operator; a comparison gives 1 or 0.
  static double apply(BinaryOp op, double left, double right) {
    return switch (op) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case MODULO -> left % right;
      case POWER -> power(left, right);
      case ATAN2 -> Math.atan2(left, right);
      case EQUAL -> left == right ? 1 : 0;
      case NOT_EQUAL -> left != right ? 1 : 0;
      case LESS -> left < right ? 1 : 0;
      case LESS_OR_EQUAL -> left <= right ? 1 : 0;
      case GREATER -> left > right ? 1 : 0;
      case GREATER_OR_EQUAL -> left >= right ? 1 : 0;
      case TRIM_LOWER, TRIM_UPPER, AND, OR, UNLESS ->
          throw new IllegalArgumentException("not an operator on numbers: " + op);
    };
  }

  /// As C's `pow`: 1 to any power and -1 to an infinite one are 1.
  private static double power(double base, double exponent) {
    if (base == 1 || (base == -1 && Double.isInfinite(exponent))) {
      return 1;
    }
    return Math.pow(base, exponent);
  }

  /// A Kahan-Neumaier sum: `sum` is the running value and `compensation` what rounding lost.
  static final class Sum {
    double sum;
    double compensation;

    void add(double addend) {
      double total = sum + addend;
      if (Double.isInfinite(total)) {
        compensation = 0;
      } else if (Math.abs(sum) >= Math.abs(addend)) {
        compensation += (sum - total) + addend;
      } else {
        compensation += (addend - total) + sum;
      }
      sum = total;
    }

    double value() {
      return sum + compensation;
    }
  }

  /// A mean by sum and count; it turns incremental once the sum would overflow.
  static final class Mean {
    private final Sum sum = new Sum();
    private double count;
    private boolean incremental;

    void add(double value) {
      count++;
      if (!incremental) {
        double before = sum.sum;
        double compensation = sum.compensation;
        sum.add(value);
        if (count == 1 || !Double.isInfinite(sum.sum)) {
          return;
        }
        incremental = true;
        sum.sum = before / (count - 1);
        sum.compensation = compensation / (count - 1);
      }
      double share = (count - 1) / count;
      sum.sum *= share;
      sum.compensation *= share;
      sum.add(value / count);
    }

    double value() {
      return incremental ? sum.value() : sum.sum / count + sum.compensation / count;
    }
  }

  /// The variance by Welford's method, compensated.
  static final class Variance {
    private double count;
    private final Sum mean = new Sum();
    private final Sum squares = new Sum();

    void add(double value) {
      count++;
      double delta = value - mean.value();
      mean.add(delta / count);
      squares.add(delta * (value - mean.value()));
    }

    double value() {
      return squares.value() / count;
    }
  }

  /// The quantile of values that are sorted, NaN first.
  static double quantile(double q, double[] sorted, int count) {
    if (count == 0 || Double.isNaN(q)) {
      return Double.NaN;
    }
    if (q < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (q > 1) {
      return Double.POSITIVE_INFINITY;
    }
    double rank = q * (count - 1);
    int lower = (int) Math.max(0, Math.floor(rank));
    int upper = Math.min(count - 1, lower + 1);
    double weight = rank - Math.floor(rank);
    return sorted[lower] * (1 - weight) + sorted[upper] * weight;
  }

  /// Sorts ascending with NaN first.
  static void sortNanFirst(double[] values, int count) {
    java.util.Arrays.sort(values, 0, count);
    int nans = 0;
    while (nans < count && Double.isNaN(values[count - 1 - nans])) {
      nans++;
    }
    if (nans > 0 && nans < count) {
      System.arraycopy(values, 0, values, nans, count - nans);
      java.util.Arrays.fill(values, 0, nans, Double.NaN);
    }
  }
}
