package io.tsink.promql.eval;

import org.jspecify.annotations.Nullable;

/// The functions under `anchored` and `smoothed`, which look at samples around the window instead
/// of extrapolating.
///
/// Anchored, a window begins with the last sample at or before its start. Smoothed, the values at
/// both ends are interpolated between the samples around them. Samples count up to the lookback
/// away.
///
/// @param smoothed interpolate, also with samples after the end
record Extended(Kind kind, boolean smoothed, long lookback) {

  /// What is computed.
  enum Kind {
    RATE,
    INCREASE,
    DELTA,
    CHANGES,
    RESETS
  }

  static @Nullable Kind kindOf(String function) {
    return switch (function) {
      case "rate" -> Kind.RATE;
      case "increase" -> Kind.INCREASE;
      case "delta" -> Kind.DELTA;
      case "changes" -> Kind.CHANGES;
      case "resets" -> Kind.RESETS;
      default -> null;
    };
  }

  /// How far samples before (and after) the windows matter.
  long before() {
    return lookback;
  }

  long after() {
    return smoothed ? lookback : 0;
  }

  /// The value of the window, whose samples `[from, to)` lie inside it.
  double apply(Window w) {
    long start = w.end - w.range;
    long[] times = w.samples.times;
    int first = w.from;
    if (first > 0 && times[first - 1] <= start && times[first - 1] > start - lookback) {
      first--;
    }
    int last = w.to - 1;
    boolean endsInside = last < 0 || times[last] < w.end;
    if (smoothed && endsInside && w.to < w.samples.size && times[w.to] <= w.end + lookback) {
      last = w.to;
    }
    if (last < first || times[last] <= start || times[first] > w.end) {
      return Absent.VALUE;
    }
    return switch (kind) {
      case CHANGES -> transitions(w, first, last, false);
      case RESETS -> transitions(w, first, last, true);
      case RATE -> change(w, first, last, true) / w.rangeSeconds();
      case INCREASE -> change(w, first, last, true);
      case DELTA -> change(w, first, last, false);
    };
  }

  private static double transitions(Window w, int first, int last, boolean resetsOnly) {
    int count = 0;
    for (int i = first + 1; i <= last; i++) {
      double before = w.value(i - 1);
      double now = w.value(i);
      boolean found =
          resetsOnly ? now < before : now != before && !(Double.isNaN(now) && Double.isNaN(before));
      count += found ? 1 : 0;
    }
    return count;
  }

  private double change(Window w, int first, int last, boolean counter) {
    long start = w.end - w.range;
    long[] times = w.samples.times;
    double left = w.value(first);
    if (smoothed && times[first] < start && first < last) {
      double next = w.value(first + 1);
      double from = counter && next < left ? 0 : left;
      left = between(from, next, times[first], times[first + 1], start);
    }
    double right = w.value(last);
    if (smoothed && last > 0 && last > first && times[last] > w.end) {
      double before = w.value(last - 1);
      double to = counter && right < before ? right + before : right;
      right = between(before, to, times[last - 1], times[last], w.end);
    }
    double change = right - left;
    if (!counter) {
      return change;
    }
    double before = left;
    for (int i = first; i <= last; i++) {
      if (times[i] > start && times[i] < w.end) {
        if (w.value(i) < before) {
          change += before;
        }
        before = w.value(i);
      }
    }
    return right < before ? change + before : change;
  }

  /// The value at a moment on the line between two samples.
  static double between(double from, double to, long fromTime, long toTime, long time) {
    return from + (to - from) * (time - fromTime) / (toTime - fromTime);
  }
}
