package io.tsink.api;

import java.util.Arrays;

/// One native histogram: counts of observations in the buckets of a [HistogramLayout].
///
/// An immutable value for friendly edges; columns hold many of them without an object each, see
/// [HistogramColumn]. Counts are whole numbers, read unsigned, or doubles, never both; bucket
/// counts are absolute. A histogram need not be valid for storing; [HistogramRules] says whether it
/// is.
public final class NativeHistogram {

  /// A layout without any bucket, as stale markers have.
  static final HistogramLayout NO_BUCKETS =
      new HistogramLayout(0, 0, new int[0], new int[0], new double[0]);

  private static final long[] NO_LONGS = {};
  private static final double[] NO_DOUBLES = {};

  private final HistogramLayout layout;
  private final CounterReset reset;
  private final boolean isFloat;
  private final long countBits;
  private final long zeroCountBits;
  private final double sum;
  private final long[] integerBuckets;
  private final double[] floatBuckets;

  private NativeHistogram(
      HistogramLayout layout,
      CounterReset reset,
      boolean isFloat,
      long countBits,
      long zeroCountBits,
      double sum,
      long[] integerBuckets,
      double[] floatBuckets) {
    int buckets = isFloat ? floatBuckets.length : integerBuckets.length;
    if (buckets != layout.bucketCount()) {
      throw new IllegalArgumentException(
          "%d bucket counts for a layout of %d".formatted(buckets, layout.bucketCount()));
    }
    this.layout = layout;
    this.reset = reset;
    this.isFloat = isFloat;
    this.countBits = countBits;
    this.zeroCountBits = zeroCountBits;
    this.sum = sum;
    this.integerBuckets = integerBuckets;
    this.floatBuckets = floatBuckets;
  }

  /// A histogram of whole counts; the array is copied.
  ///
  /// @param buckets absolute counts, in the order of the layout
  /// @throws IllegalArgumentException when their number is not the layout's
  public static NativeHistogram ofIntegers(
      HistogramLayout layout,
      CounterReset reset,
      long count,
      long zeroCount,
      double sum,
      long... buckets) {
    return new NativeHistogram(
        layout, reset, false, count, zeroCount, sum, buckets.clone(), NO_DOUBLES);
  }

  /// A histogram of floating-point counts; the array is copied.
  ///
  /// @param buckets absolute counts, in the order of the layout
  /// @throws IllegalArgumentException when their number is not the layout's
  public static NativeHistogram ofFloats(
      HistogramLayout layout,
      CounterReset reset,
      double count,
      double zeroCount,
      double sum,
      double... buckets) {
    return new NativeHistogram(
        layout,
        reset,
        true,
        Double.doubleToRawLongBits(count),
        Double.doubleToRawLongBits(zeroCount),
        sum,
        NO_LONGS,
        buckets.clone());
  }

  /// A stale marker.
  public static NativeHistogram stale() {
    return ofIntegers(NO_BUCKETS, CounterReset.UNKNOWN, 0, 0, StaleMarker.value());
  }

  /// Whether this is a stale marker.
  public boolean isStale() {
    return StaleMarker.is(sum);
  }

  /// Where the buckets lie.
  public HistogramLayout layout() {
    return layout;
  }

  /// What the sender says about a counter reset.
  public CounterReset reset() {
    return reset;
  }

  /// Whether the counts are doubles.
  public boolean isFloat() {
    return isFloat;
  }

  /// All observations, as a double.
  public double count() {
    return isFloat ? Double.longBitsToDouble(countBits) : unsigned(countBits);
  }

  /// All observations: a number to be read unsigned, or the raw bits of a double if [#isFloat].
  public long countBits() {
    return countBits;
  }

  /// The sum of all observations.
  public double sum() {
    return sum;
  }

  /// The observations in the zero bucket, as a double.
  public double zeroCount() {
    return isFloat ? Double.longBitsToDouble(zeroCountBits) : unsigned(zeroCountBits);
  }

  /// The observations in the zero bucket: a number to be read unsigned, or the raw bits of a double
  /// if [#isFloat].
  public long zeroCountBits() {
    return zeroCountBits;
  }

  /// The observations in a bucket, as a double.
  public double bucket(int bucket) {
    return isFloat ? floatBuckets[bucket] : unsigned(integerBuckets[bucket]);
  }

  /// A copy of the whole bucket counts; empty if [#isFloat].
  public long[] integerBuckets() {
    return integerBuckets.clone();
  }

  /// A copy of the floating-point bucket counts; empty unless [#isFloat].
  public double[] floatBuckets() {
    return floatBuckets.clone();
  }

  /// This histogram with floating-point counts; a stale marker stays one.
  public NativeHistogram toFloat() {
    if (isFloat) {
      return this;
    }
    double[] buckets = new double[integerBuckets.length];
    Arrays.setAll(buckets, i -> unsigned(integerBuckets[i]));
    return ofFloats(layout, reset, count(), zeroCount(), sum, buckets);
  }

  /// The bytes of heap that this histogram holds, its layout included.
  public long heapBytes() {
    return 96L
        + (long) Long.BYTES * (integerBuckets.length + floatBuckets.length)
        + layout.heapBytes();
  }

  /// The double nearest to a number read unsigned.
  static double unsigned(long value) {
    if (value >= 0) {
      return value;
    }
    // Halving keeps the lowest bit sticky, so that the result is rounded once.
    return ((value >>> 1) | (value & 1)) * 2.0;
  }

  /// Appends the rows' parts of this histogram to `column`.
  void appendTo(HistogramColumn column) {
    if (isFloat) {
      int start =
          column.appendFloats(layout, reset, Double.longBitsToDouble(countBits), zeroCount(), sum);
      System.arraycopy(floatBuckets, 0, column.floatBuckets(), start, floatBuckets.length);
    } else {
      int start = column.appendIntegers(layout, reset, countBits, zeroCountBits, sum);
      System.arraycopy(integerBuckets, 0, column.integerBuckets(), start, integerBuckets.length);
    }
  }

  /// Whether all parts are equal, doubles by their bits.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof NativeHistogram that
            && isFloat == that.isFloat
            && reset == that.reset
            && countBits == that.countBits
            && zeroCountBits == that.zeroCountBits
            && Double.doubleToRawLongBits(sum) == Double.doubleToRawLongBits(that.sum)
            && Arrays.equals(integerBuckets, that.integerBuckets)
            && sameBits(floatBuckets, that.floatBuckets)
            && layout.equals(that.layout));
  }

  private static boolean sameBits(double[] a, double[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (Double.doubleToRawLongBits(a[i]) != Double.doubleToRawLongBits(b[i])) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int result = 31 * layout.hashCode() + Long.hashCode(countBits);
    result = 31 * result + Long.hashCode(Double.doubleToRawLongBits(sum));
    return 31 * result + Arrays.hashCode(integerBuckets);
  }

  @Override
  public String toString() {
    String counts = isFloat ? Arrays.toString(floatBuckets) : Arrays.toString(integerBuckets);
    return "{count %s, sum %s, zero %s, buckets %s, %s, %s}"
        .formatted(count(), sum, zeroCount(), counts, layout, reset);
  }
}
