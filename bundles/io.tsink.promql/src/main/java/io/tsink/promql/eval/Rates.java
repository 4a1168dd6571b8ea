package io.tsink.promql.eval;

/// The functions of change: `rate`, `increase`, `delta`, `irate`, `idelta`.
final class Rates {

  /// Beyond this many average gaps from the window's edge a series is taken to have begun or ended.
  private static final double NEAR_EDGE = 1.1;

  private Rates() {}

  /// `rate` (counter, per second), `increase` (counter) and `delta`.
  static final class Extrapolated implements RangeFunction {
    private final boolean counter;
    private final boolean perSecond;
    private final Transitions resets = new Transitions(true);

    Extrapolated(boolean counter, boolean perSecond) {
      this.counter = counter;
      this.perSecond = perSecond;
    }

    @Override
    public double apply(Window w, int step) {
      int count = w.count();
      if (count < 2) {
        return Absent.VALUE;
      }
      double change = w.last() - w.first();
      if (counter) {
        change += resets.sumBefore(w);
      }
      double sampled = w.seconds(w.from, w.to - 1);
      double gap = sampled / (count - 1);
      double toStart = w.secondsFromStart();
      double toEnd = w.secondsToEnd();
      if (toStart >= gap * NEAR_EDGE) {
        toStart = gap / 2;
      }
      if (counter && change > 0 && w.first() >= 0) {
        toStart = Math.min(toStart, sampled * (w.first() / change));
      }
      if (toEnd >= gap * NEAR_EDGE) {
        toEnd = gap / 2;
      }
      double factor = (sampled + toStart + toEnd) / sampled;
      if (perSecond) {
        factor /= w.rangeSeconds();
      }
      return change * factor;
    }
  }

  /// `irate` and `idelta`: the last two samples.
  static double instant(Window w, boolean rate) {
    if (w.count() < 2) {
      return Absent.VALUE;
    }
    double last = w.last();
    double before = w.value(w.to - 2);
    double seconds = w.seconds(w.to - 2, w.to - 1);
    if (seconds == 0) {
      return Absent.VALUE;
    }
    double change = rate && last < before ? last : last - before;
    return rate ? change / seconds : change;
  }
}
