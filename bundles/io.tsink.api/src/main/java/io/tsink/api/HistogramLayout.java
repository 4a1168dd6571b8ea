package io.tsink.api;

import java.util.Arrays;

/// Where the buckets of a native histogram lie: schema, zero threshold, spans and custom bounds.
///
/// Immutable and shared by all histograms of one shape. A *span* is a run of consecutive buckets;
/// its offset is the gap to the end of the span before, for the first span the index of its first
/// bucket. The buckets of a histogram are counted through: first the positive ones, by rising
/// index, then the negative ones, by rising index, which is rising distance from zero.
///
/// With an exponential schema *s* the positive bucket of index *i* holds the observations in
/// `(2^((i - 1) * 2^-s), 2^(i * 2^-s)]`, the negative one mirrors it. With [#CUSTOM_BOUNDS] bucket
/// *i* holds those in `(bound(i - 1), bound(i)]`, where the bound before the first is minus
/// infinity and the one behind the last is plus infinity.
///
/// A layout need not be valid for storing; [HistogramRules] says whether it is.
public final class HistogramLayout {

  /// The schema of histograms whose bounds are listed one by one.
  public static final int CUSTOM_BOUNDS = -53;

  /// The most buckets a histogram can have.
  public static final int MAX_BUCKETS = 1 << 16;

  private final int schema;
  private final double zeroThreshold;
  private final int[] positiveSpans;
  private final int[] negativeSpans;
  private final double[] customBounds;
  private final int[] indexes;
  private final int positiveCount;
  private final int hash;

  /// A layout; arrays are copied.
  ///
  /// @param positiveSpans offset and length of each span in turn
  /// @param negativeSpans offset and length of each span in turn
  /// @param customBounds upper bounds of the buckets of schema [#CUSTOM_BOUNDS], else empty
  /// @throws IllegalArgumentException when spans are no pairs, a length is negative, an index
  ///     leaves the range of `int`, or there are more than [#MAX_BUCKETS]
  public HistogramLayout(
      int schema,
      double zeroThreshold,
      int[] positiveSpans,
      int[] negativeSpans,
      double[] customBounds) {
    this.schema = schema;
    this.zeroThreshold = zeroThreshold;
    this.positiveSpans = positiveSpans.clone();
    this.negativeSpans = negativeSpans.clone();
    this.customBounds = customBounds.clone();
    positiveCount = bucketsOf(this.positiveSpans);
    int negativeCount = bucketsOf(this.negativeSpans);
    if (positiveCount + negativeCount > MAX_BUCKETS) {
      throw tooManyBuckets();
    }
    indexes = new int[positiveCount + negativeCount];
    fillIndexes(this.positiveSpans, indexes, 0);
    fillIndexes(this.negativeSpans, indexes, positiveCount);
    hash = computeHash();
  }

  private static int bucketsOf(int[] spans) {
    if ((spans.length & 1) != 0) {
      throw new IllegalArgumentException("%d numbers are no pairs".formatted(spans.length));
    }
    long buckets = 0;
    for (int i = 1; i < spans.length; i += 2) {
      if (spans[i] < 0) {
        throw new IllegalArgumentException("span length %d is negative".formatted(spans[i]));
      }
      buckets += spans[i];
    }
    if (buckets > MAX_BUCKETS) {
      throw tooManyBuckets();
    }
    return (int) buckets;
  }

  private static void fillIndexes(int[] spans, int[] indexes, int start) {
    int next = start;
    long index = 0;
    for (int i = 0; i < spans.length; i += 2) {
      index += spans[i];
      for (int j = 0; j < spans[i + 1]; j++) {
        indexes[next++] = Math.toIntExact(index++);
      }
    }
  }

  private static IllegalArgumentException tooManyBuckets() {
    return new IllegalArgumentException("more than %d buckets".formatted(MAX_BUCKETS));
  }

  private int computeHash() {
    int result = 31 * schema + Long.hashCode(Double.doubleToRawLongBits(zeroThreshold));
    result = 31 * result + Arrays.hashCode(positiveSpans);
    result = 31 * result + Arrays.hashCode(negativeSpans);
    return 31 * result + Arrays.hashCode(customBounds);
  }

  /// The resolution, -4…8 or [#CUSTOM_BOUNDS]; up to 52 before [HistogramRules] reduced it.
  public int schema() {
    return schema;
  }

  /// Whether the bounds are listed one by one.
  public boolean hasCustomBounds() {
    return schema == CUSTOM_BOUNDS;
  }

  /// The largest absolute value that counts as zero.
  public double zeroThreshold() {
    return zeroThreshold;
  }

  /// The number of positive spans.
  public int positiveSpanCount() {
    return positiveSpans.length / 2;
  }

  /// The offset of a positive span.
  public int positiveSpanOffset(int span) {
    return positiveSpans[2 * span];
  }

  /// The buckets of a positive span.
  public int positiveSpanLength(int span) {
    return positiveSpans[2 * span + 1];
  }

  /// The number of negative spans.
  public int negativeSpanCount() {
    return negativeSpans.length / 2;
  }

  /// The offset of a negative span.
  public int negativeSpanOffset(int span) {
    return negativeSpans[2 * span];
  }

  /// The buckets of a negative span.
  public int negativeSpanLength(int span) {
    return negativeSpans[2 * span + 1];
  }

  /// The number of custom bounds, 0 unless [#hasCustomBounds].
  public int customBoundCount() {
    return customBounds.length;
  }

  /// A custom bound.
  public double customBound(int index) {
    return customBounds[index];
  }

  /// The buckets of both signs.
  public int bucketCount() {
    return indexes.length;
  }

  /// The positive buckets, which come first.
  public int positiveCount() {
    return positiveCount;
  }

  /// The negative buckets, which come last.
  public int negativeCount() {
    return indexes.length - positiveCount;
  }

  /// The index in the schema of the bucket counted through as `bucket`.
  public int bucketIndex(int bucket) {
    return indexes[bucket];
  }

  /// The bytes of heap that this layout holds.
  public long heapBytes() {
    return 128L
        + (long) Integer.BYTES * (positiveSpans.length + negativeSpans.length + indexes.length)
        + (long) Double.BYTES * customBounds.length;
  }

  /// Whether all parts are equal, doubles by their bits.
  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof HistogramLayout that
            && hash == that.hash
            && schema == that.schema
            && Double.doubleToRawLongBits(zeroThreshold)
                == Double.doubleToRawLongBits(that.zeroThreshold)
            && Arrays.equals(positiveSpans, that.positiveSpans)
            && Arrays.equals(negativeSpans, that.negativeSpans)
            && Arrays.equals(customBounds, that.customBounds));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return "schema %d, zero threshold %s, positive %s, negative %s, bounds %s"
        .formatted(
            schema,
            zeroThreshold,
            Arrays.toString(positiveSpans),
            Arrays.toString(negativeSpans),
            Arrays.toString(customBounds));
  }
}
