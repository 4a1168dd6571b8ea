package io.tsink.promql.eval;

/// The mark of a step without a value: the bits of the staleness marker, which selectors never let
/// through, so that no computed value can carry them.
final class Absent {

  static final long BITS = 0x7ff0000000000002L;
  static final double VALUE = Double.longBitsToDouble(BITS);

  private Absent() {}

  static boolean is(double value) {
    return Double.doubleToRawLongBits(value) == BITS;
  }

  static double[] column(int count) {
    double[] column = new double[count];
    java.util.Arrays.fill(column, VALUE);
    return column;
  }

  static boolean all(double[] column) {
    for (double value : column) {
      if (!is(value)) {
        return false;
      }
    }
    return true;
  }
}
