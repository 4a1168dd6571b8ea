package io.tsink.engine.head;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The series of a shard that the commit at hand touches, with the times of their late rows.
/// Guarded by the lock of the shard; reused.
final class TouchedSeries {
  private @Nullable SeriesHead[] heads = new SeriesHead[16];
  private long[] newestBefore = new long[16];
  private long[] lateMin = new long[16];
  private long[] lateMax = new long[16];
  private int count;

  /// Notes a row: its series, and whether it is newer than all of the series before the commit.
  void note(SeriesHead head, long time) {
    int entry = head.touched();
    if (entry >= count || heads[entry] != head) {
      entry = add(head);
    }
    head.note(time);
    if (time <= newestBefore[entry]) {
      lateMin[entry] = Math.min(lateMin[entry], time);
      lateMax[entry] = Math.max(lateMax[entry], time);
    }
  }

  private int add(SeriesHead head) {
    int entry = count;
    if (entry == heads.length) {
      int capacity = 2 * entry;
      heads = Arrays.copyOf(heads, capacity);
      newestBefore = Arrays.copyOf(newestBefore, capacity);
      lateMin = Arrays.copyOf(lateMin, capacity);
      lateMax = Arrays.copyOf(lateMax, capacity);
    }
    heads[entry] = head;
    head.touched(entry);
    newestBefore[entry] = head.newestTime();
    lateMin[entry] = Long.MAX_VALUE;
    lateMax[entry] = Long.MIN_VALUE;
    count = entry + 1;
    return entry;
  }

  int count() {
    return count;
  }

  SeriesHead head(int entry) {
    return requireNonNull(heads[entry]);
  }

  /// Whether the commit brought rows that were not the newest of the series.
  boolean late(int entry) {
    return lateMin[entry] <= lateMax[entry];
  }

  long lateMin(int entry) {
    return lateMin[entry];
  }

  long lateMax(int entry) {
    return lateMax[entry];
  }

  void clear() {
    Arrays.fill(heads, 0, count, null);
    count = 0;
  }
}
