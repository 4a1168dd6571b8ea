package io.tsink.api.store;

/// A sum of doubles whose rounding errors are summed up beside it. Confined and reusable.
///
/// Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen,
/// 1974.
final class CompensatedSum {
  private double sum;
  private double compensation;

  void clear() {
    sum = 0;
    compensation = 0;
  }

  void add(double value) {
    double next = sum + value;
    if (Double.isInfinite(next)) {
      // What an infinity lacks is no number.
      compensation = 0;
    } else if (Math.abs(sum) >= Math.abs(value)) {
      compensation += sum - next + value;
    } else {
      compensation += value - next + sum;
    }
    sum = next;
  }

  double value() {
    return sum + compensation;
  }
}
