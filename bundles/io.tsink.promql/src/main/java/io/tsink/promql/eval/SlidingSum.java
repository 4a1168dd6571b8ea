package io.tsink.promql.eval;

/// `sum_over_time` and `avg_over_time` without adding any sample up twice.
///
/// The window is cut at a boundary. Left of it, a compensated sum from each sample up to the
/// boundary is known; right of it one running sum grows with the window. A window's sum is the sum
/// of the two, so nothing is ever subtracted and no precision gets lost. When the window has left
/// the boundary behind, its end becomes the new boundary (two-stack queue; Tangwongsan et al.,
/// VLDB 2015).
final class SlidingSum implements RangeFunction {

  private final boolean mean;
  private double[] sums = new double[0];
  private double[] compensations = new double[0];
  private int base;
  private int boundary;
  private int scanned;
  private Arithmetic.Sum right = new Arithmetic.Sum();

  SlidingSum(boolean mean) {
    this.mean = mean;
  }

  @Override
  public double apply(Window w, int step) {
    if (w.from >= boundary) {
      cut(w);
    }
    for (; scanned < w.to; scanned++) {
      right.add(w.value(scanned));
    }
    var total = new Arithmetic.Sum();
    total.sum = sums[w.from - base];
    total.compensation = compensations[w.from - base];
    total.add(right.sum);
    double compensation = total.compensation + right.compensation;
    if (!mean) {
      return total.sum + compensation;
    }
    return Double.isInfinite(total.sum)
        ? OverTime.mean(w)
        : total.sum / w.count() + compensation / w.count();
  }

  private void cut(Window w) {
    int count = w.count();
    if (sums.length < count) {
      sums = new double[count];
      compensations = new double[count];
    }
    base = w.from;
    var sum = new Arithmetic.Sum();
    for (int i = count - 1; i >= 0; i--) {
      sum.add(w.value(base + i));
      sums[i] = sum.sum;
      compensations[i] = sum.compensation;
    }
    boundary = w.to;
    scanned = w.to;
    right = new Arithmetic.Sum();
  }
}
