package io.tsink.api;

import java.util.Arrays;

/// A column of native histograms as a struct of arrays. Reusable; confined.
///
/// Each row has the index of its [HistogramLayout] in the column's dictionary, its count, sum, zero
/// count and reset hint, whether its counts are doubles, and the place of its first bucket count in
/// one of two flat arrays, [#integerBuckets] or [#floatBuckets]. A layout is in the dictionary
/// once, so two rows of a column have the same layout exactly when they have the same index. Rows
/// may mix both sorts of counts. A row whose sum is the [StaleMarker] says
/// that the series ended.
///
/// Rows are appended, never changed. [#clear] drops rows and keeps room and dictionary;
/// [#forgetLayouts] drops that too.
public final class HistogramColumn {

  private static final CounterReset[] RESETS = CounterReset.values();
  private static final int FLOAT_FLAG = 0x80;

  private int size;
  private int[] layoutIndexes = new int[0];
  private byte[] flags = new byte[0];
  private long[] counts = new long[0];
  private long[] zeroCounts = new long[0];
  private double[] sums = new double[0];
  private int[] starts = new int[0];

  private HistogramLayout[] layouts = new HistogramLayout[0];
  private int layoutCount;

  private long[] integerBuckets = new long[0];
  private int integerCount;
  private double[] floatBuckets = new double[0];
  private int floatCount;

  /// An empty column.
  public HistogramColumn() {}

  /// The number of rows.
  public int size() {
    return size;
  }

  /// The number of layouts in the dictionary; some may be left from rows dropped since.
  public int layoutCount() {
    return layoutCount;
  }

  /// A layout of the dictionary.
  public HistogramLayout layout(int index) {
    if (index >= layoutCount) {
      throw new IndexOutOfBoundsException("layout %d of %d".formatted(index, layoutCount));
    }
    return layouts[index];
  }

  /// The index of a row's layout in the dictionary.
  public int layoutIndex(int row) {
    return layoutIndexes[row];
  }

  /// Whether a row's counts are doubles.
  public boolean isFloat(int row) {
    return flags[row] < 0;
  }

  /// What the sender of a row says about a counter reset.
  public CounterReset reset(int row) {
    return RESETS[flags[row] & ~FLOAT_FLAG & 0xFF];
  }

  /// All observations of a row, as a double.
  public double count(int row) {
    return asDouble(counts[row], row);
  }

  /// All observations of a row: to be read unsigned, or the raw bits of a double if [#isFloat].
  public long countBits(int row) {
    return counts[row];
  }

  /// The observations in a row's zero bucket, as a double.
  public double zeroCount(int row) {
    return asDouble(zeroCounts[row], row);
  }

  /// The observations in a row's zero bucket: to be read unsigned, or the raw bits of a double if
  /// [#isFloat].
  public long zeroCountBits(int row) {
    return zeroCounts[row];
  }

  /// The sum of a row's observations.
  public double sum(int row) {
    return sums[row];
  }

  /// Whether a row is a stale marker.
  public boolean isStale(int row) {
    return StaleMarker.is(sums[row]);
  }

  /// Where a row's bucket counts start in [#integerBuckets], or in [#floatBuckets] if [#isFloat].
  public int bucketStart(int row) {
    return starts[row];
  }

  /// The observations in a row's bucket, as a double.
  public double bucket(int row, int bucket) {
    int at = starts[row] + bucket;
    return isFloat(row) ? floatBuckets[at] : NativeHistogram.unsigned(integerBuckets[at]);
  }

  /// The whole counts of all rows that have them, borrowed until the next append.
  public long[] integerBuckets() {
    return integerBuckets;
  }

  /// The floating-point counts of all rows that have them, borrowed until the next append.
  public double[] floatBuckets() {
    return floatBuckets;
  }

  /// Appends a row with whole counts and returns where its bucket counts start in
  /// [#integerBuckets].
  ///
  /// They are undefined until the caller writes them, as many as the layout has buckets.
  public int appendIntegers(
      HistogramLayout layout, CounterReset reset, long count, long zeroCount, double sum) {
    int start = integerCount;
    int end = Math.addExact(start, layout.bucketCount());
    if (integerBuckets.length < end) {
      integerBuckets = Arrays.copyOf(integerBuckets, roomFor(end));
    }
    appendRow(internLayout(layout), reset.ordinal(), count, zeroCount, sum, start);
    integerCount = end;
    return start;
  }

  /// Appends a row with floating-point counts and returns where its bucket counts start in
  /// [#floatBuckets].
  ///
  /// They are undefined until the caller writes them, as many as the layout has buckets.
  public int appendFloats(
      HistogramLayout layout, CounterReset reset, double count, double zeroCount, double sum) {
    int start = floatCount;
    int end = Math.addExact(start, layout.bucketCount());
    if (floatBuckets.length < end) {
      floatBuckets = Arrays.copyOf(floatBuckets, roomFor(end));
    }
    appendRow(
        internLayout(layout),
        reset.ordinal() | FLOAT_FLAG,
        Double.doubleToRawLongBits(count),
        Double.doubleToRawLongBits(zeroCount),
        sum,
        start);
    floatCount = end;
    return start;
  }

  /// Appends a histogram.
  public void append(NativeHistogram histogram) {
    histogram.appendTo(this);
  }

  /// Appends row `row` of another column, or of this one.
  public void append(HistogramColumn other, int row) {
    HistogramLayout layout = other.layouts[other.layoutIndexes[row]];
    int from = other.starts[row];
    int length = layout.bucketCount();
    if (other.isFloat(row)) {
      int start =
          appendFloats(
              layout, other.reset(row), other.count(row), other.zeroCount(row), other.sums[row]);
      System.arraycopy(other.floatBuckets, from, floatBuckets, start, length);
    } else {
      int start =
          appendIntegers(
              layout, other.reset(row), other.counts[row], other.zeroCounts[row], other.sums[row]);
      System.arraycopy(other.integerBuckets, from, integerBuckets, start, length);
    }
  }

  /// Appends row `row` of another column with its counts as doubles.
  public void appendAsFloats(HistogramColumn other, int row) {
    if (other.isFloat(row)) {
      append(other, row);
      return;
    }
    HistogramLayout layout = other.layouts[other.layoutIndexes[row]];
    int start =
        appendFloats(
            layout, other.reset(row), other.count(row), other.zeroCount(row), other.sums[row]);
    int from = other.starts[row];
    for (int i = 0; i < layout.bucketCount(); i++) {
      floatBuckets[start + i] = NativeHistogram.unsigned(other.integerBuckets[from + i]);
    }
  }

  /// Appends a stale marker.
  public void appendStale() {
    appendIntegers(NativeHistogram.NO_BUCKETS, CounterReset.UNKNOWN, 0, 0, StaleMarker.value());
  }

  /// A row as an immutable value, for friendly edges.
  public NativeHistogram toNativeHistogram(int row) {
    HistogramLayout layout = layouts[layoutIndexes[row]];
    int start = starts[row];
    int end = start + layout.bucketCount();
    if (isFloat(row)) {
      return NativeHistogram.ofFloats(
          layout,
          reset(row),
          count(row),
          zeroCount(row),
          sums[row],
          Arrays.copyOfRange(floatBuckets, start, end));
    }
    return NativeHistogram.ofIntegers(
        layout,
        reset(row),
        counts[row],
        zeroCounts[row],
        sums[row],
        Arrays.copyOfRange(integerBuckets, start, end));
  }

  /// The index of a layout in the dictionary, which takes it in if it is new.
  ///
  /// Afterwards [#layout] of that index is the instance that all rows of this shape share.
  @SuppressWarnings(
      "ReferenceEquality") // most layouts are the instance itself; equals is the slow way
  public int internLayout(HistogramLayout layout) {
    for (int i = layoutCount - 1; i >= 0; i--) {
      if (layouts[i] == layout) {
        return i;
      }
    }
    for (int i = layoutCount - 1; i >= 0; i--) {
      if (layouts[i].equals(layout)) {
        return i;
      }
    }
    if (layouts.length == layoutCount) {
      layouts = Arrays.copyOf(layouts, roomFor(layoutCount + 1));
    }
    layouts[layoutCount] = layout;
    return layoutCount++;
  }

  /// Drops the rows from `newSize` on and keeps the dictionary.
  public void truncate(int newSize) {
    if (newSize < 0 || newSize > size) {
      throw new IllegalArgumentException("cannot truncate %d rows to %d".formatted(size, newSize));
    }
    for (int row = size - 1; row >= newSize; row--) {
      if (isFloat(row)) {
        floatCount = starts[row];
      } else {
        integerCount = starts[row];
      }
    }
    size = newSize;
  }

  /// Drops all rows; room and dictionary stay.
  public void clear() {
    size = 0;
    integerCount = 0;
    floatCount = 0;
  }

  /// Drops all rows and the dictionary; room stays.
  public void forgetLayouts() {
    clear();
    Arrays.fill(layouts, 0, layoutCount, null);
    layoutCount = 0;
  }

  /// The bytes of heap that this column holds, used or not, without its layouts, which are shared.
  public long heapBytes() {
    return 160L
        + (long) starts.length * (2 * Integer.BYTES + 3 * Long.BYTES + 1)
        + (long) Long.BYTES * (integerBuckets.length + floatBuckets.length)
        + (long) Long.BYTES * layouts.length;
  }

  private double asDouble(long bits, int row) {
    return isFloat(row) ? Double.longBitsToDouble(bits) : NativeHistogram.unsigned(bits);
  }

  private void appendRow(
      int layoutIndex, int flag, long count, long zeroCount, double sum, int start) {
    if (starts.length == size) {
      int room = roomFor(size + 1);
      layoutIndexes = Arrays.copyOf(layoutIndexes, room);
      flags = Arrays.copyOf(flags, room);
      counts = Arrays.copyOf(counts, room);
      zeroCounts = Arrays.copyOf(zeroCounts, room);
      sums = Arrays.copyOf(sums, room);
      starts = Arrays.copyOf(starts, room);
    }
    layoutIndexes[size] = layoutIndex;
    flags[size] = (byte) flag;
    counts[size] = count;
    zeroCounts[size] = zeroCount;
    sums[size] = sum;
    starts[size] = start;
    size++;
  }

  private static int roomFor(int wanted) {
    return (int) Math.min(Math.max(16L, wanted + (long) (wanted >> 1)), Integer.MAX_VALUE - 8);
  }
}
