package io.tsink.engine.head;

import java.util.Arrays;

/// Sorts row numbers by time and keeps one row for each time: the one with the highest sequence, of
/// equal sequences the one with the greater value. Confined.
final class RowOrder {
  private final HeadRows rows;

  RowOrder(HeadRows rows) {
    this.rows = rows;
  }

  /// The winners among `chosen`, by rising time. The argument is used up.
  int[] sortedWinners(int[] chosen) {
    int[] sorted = sort(chosen);
    int kept = 0;
    for (int i = 0; i < sorted.length; i++) {
      boolean loses = i + 1 < sorted.length && rows.time(sorted[i]) == rows.time(sorted[i + 1]);
      if (!loses) {
        sorted[kept++] = sorted[i];
      }
    }
    return kept == sorted.length ? sorted : Arrays.copyOf(sorted, kept);
  }

  /// Merges runs bottom-up: rows mostly arrive in long rising runs, and nothing is boxed.
  private int[] sort(int[] source) {
    int[] from = source;
    int[] to = new int[source.length];
    for (int width = 1; width < source.length; width *= 2) {
      for (int low = 0; low < source.length; low += 2 * width) {
        int middle = Math.min(low + width, source.length);
        int high = Math.min(low + 2 * width, source.length);
        merge(from, to, low, middle, high);
      }
      int[] swapped = from;
      from = to;
      to = swapped;
    }
    return from;
  }

  private void merge(int[] from, int[] to, int low, int middle, int high) {
    if (middle >= high || compare(from[middle - 1], from[middle]) <= 0) {
      System.arraycopy(from, low, to, low, high - low);
      return;
    }
    int left = low;
    int right = middle;
    for (int at = low; at < high; at++) {
      boolean takeLeft = right == high || (left < middle && compare(from[left], from[right]) <= 0);
      to[at] = takeLeft ? from[left++] : from[right++];
    }
  }

  private int compare(int row, int other) {
    int order = Long.compare(rows.time(row), rows.time(other));
    if (order == 0) {
      order = Long.compare(rows.sequence(row), rows.sequence(other));
    }
    return order == 0 ? rows.compareValues(row, other) : order;
  }
}
