package io.tsink.promql.eval;

import java.util.Arrays;

/// The samples of one series in time order, in two growable columns that are reused from series to
/// series.
public final class Samples {

  long[] times = new long[256];
  double[] values = new double[256];
  int size;

  void clear() {
    size = 0;
  }

  /// Appends samples `[from, to)` of the given columns.
  public void append(long[] addedTimes, double[] addedValues, int from, int to) {
    int count = to - from;
    reserve(count);
    System.arraycopy(addedTimes, from, times, size, count);
    System.arraycopy(addedValues, from, values, size, count);
    size += count;
  }

  /// Appends one sample.
  public void append(long time, double value) {
    reserve(1);
    times[size] = time;
    values[size++] = value;
  }

  private void reserve(int count) {
    if (size + count > times.length) {
      int capacity = Math.max(size + count, times.length * 2);
      times = Arrays.copyOf(times, capacity);
      values = Arrays.copyOf(values, capacity);
    }
  }

  void dropStale() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (!Absent.is(values[i])) {
        times[kept] = times[i];
        values[kept++] = values[i];
      }
    }
    size = kept;
  }
}
