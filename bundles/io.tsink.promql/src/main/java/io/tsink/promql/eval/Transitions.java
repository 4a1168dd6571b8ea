package io.tsink.promql.eval;

import java.util.Arrays;

/// The samples of a series that differ from (or, for resets, are lower than) the one before, found
/// once as the window moves on.
final class Transitions {

  private final boolean resetsOnly;
  private int[] places = new int[8];
  private int known;
  private int scanned = 1;
  private int first;

  Transitions(boolean resetsOnly) {
    this.resetsOnly = resetsOnly;
  }

  /// How many lie in the window, its first sample having none before it.
  int count(Window w) {
    advance(w);
    return known - first;
  }

  /// The sum of the values right before the window's transitions.
  double sumBefore(Window w) {
    advance(w);
    double sum = 0;
    for (int i = first; i < known; i++) {
      sum += w.value(places[i] - 1);
    }
    return sum;
  }

  private void advance(Window w) {
    for (; scanned < w.to; scanned++) {
      double before = w.value(scanned - 1);
      double now = w.value(scanned);
      boolean found =
          resetsOnly ? now < before : now != before && !(Double.isNaN(now) && Double.isNaN(before));
      if (found) {
        if (known == places.length) {
          places = Arrays.copyOf(places, known * 2);
        }
        places[known++] = scanned;
      }
    }
    while (first < known && places[first] <= w.from) {
      first++;
    }
  }
}
