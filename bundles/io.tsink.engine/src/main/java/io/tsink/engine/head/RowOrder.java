package io.tsink.engine.head;

/// Sorts row numbers by time and keeps one row for each time: the one with the highest sequence, of
/// equal sequences the one with the greater value. Confined and reusable.
final class RowOrder {
  private final RowColumns rows;
  private int[] spare = new int[0];

  RowOrder(RowColumns rows) {
    this.rows = rows;
  }

  /// Leaves the winners among the first `count` of `chosen`, by rising time.
  ///
  /// @return how many there are
  int winners(int[] chosen, int count) {
    sort(chosen, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      boolean loses = i + 1 < count && rows.time(chosen[i]) == rows.time(chosen[i + 1]);
      if (!loses) {
        chosen[kept++] = chosen[i];
      }
    }
    return kept;
  }

  /// Merges runs bottom-up: rows mostly arrive in long rising runs, and nothing is boxed.
  private void sort(int[] chosen, int count) {
    if (spare.length < count) {
      spare = new int[chosen.length];
    }
    int[] from = chosen;
    int[] to = spare;
    boolean swapped = false;
    for (int width = 1; width < count; width *= 2) {
      for (int low = 0; low < count; low += 2 * width) {
        int middle = Math.min(low + width, count);
        int high = Math.min(low + 2 * width, count);
        merge(from, to, low, middle, high);
      }
      int[] done = to;
      to = from;
      from = done;
      swapped = !swapped;
    }
    if (swapped) {
      System.arraycopy(from, 0, chosen, 0, count);
    }
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
