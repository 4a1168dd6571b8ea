package io.tsink.api;

import java.util.Arrays;

/// Makes histograms of one exponential layout coarser.
///
/// Halving the resolution `d` times puts bucket *i* into bucket `ceil(i / 2^d)`, since buckets are
/// closed at their upper end.
final class SchemaReduction {

  private final HistogramLayout source;
  private final HistogramLayout target;
  // The bucket of the target for each of the source, counted through.
  private final int[] targetBuckets;

  SchemaReduction(HistogramLayout source, int schema) {
    this.source = source;
    targetBuckets = new int[source.bucketCount()];
    int shift = Math.min(source.schema() - schema, Integer.SIZE - 1);
    int positive = source.positiveCount();
    int[] positiveSpans = reduce(0, positive, 0, shift);
    int used = positive == 0 ? 0 : targetBuckets[positive - 1] + 1;
    int[] negativeSpans = reduce(positive, source.bucketCount(), used, shift);
    target =
        new HistogramLayout(
            schema, source.zeroThreshold(), positiveSpans, negativeSpans, new double[0]);
  }

  /// Maps source buckets `[from, to)` to target buckets from `next` on and returns their spans.
  private int[] reduce(int from, int to, int next, int shift) {
    int[] spans = new int[2 * (to - from)];
    int spanNumbers = 0;
    int bucket = next - 1;
    long previous = 0;
    for (int i = from; i < to; i++) {
      // Ceiling of a division by a power of two.
      long index = ((source.bucketIndex(i) - 1L) >> shift) + 1;
      if (i == from || index != previous) {
        bucket++;
        if (i > from && index == previous + 1) {
          spans[spanNumbers - 1]++;
        } else {
          // An offset counts from the bucket behind the span before.
          spans[spanNumbers] = (int) (i == from ? index : index - previous - 1);
          spans[spanNumbers + 1] = 1;
          spanNumbers += 2;
        }
        previous = index;
      }
      targetBuckets[i] = bucket;
    }
    return Arrays.copyOf(spans, spanNumbers);
  }

  /// Appends the coarser form of a row.
  void append(HistogramColumn column, int row, HistogramColumn dest) {
    int from = column.bucketStart(row);
    if (column.isFloat(row)) {
      int start =
          dest.appendFloats(
              target, column.reset(row), column.count(row), column.zeroCount(row), column.sum(row));
      double[] buckets = dest.floatBuckets();
      Arrays.fill(buckets, start, start + target.bucketCount(), 0);
      for (int i = 0; i < targetBuckets.length; i++) {
        buckets[start + targetBuckets[i]] += column.floatBuckets()[from + i];
      }
    } else {
      int start =
          dest.appendIntegers(
              target,
              column.reset(row),
              column.countBits(row),
              column.zeroCountBits(row),
              column.sum(row));
      long[] buckets = dest.integerBuckets();
      Arrays.fill(buckets, start, start + target.bucketCount(), 0);
      for (int i = 0; i < targetBuckets.length; i++) {
        buckets[start + targetBuckets[i]] += column.integerBuckets()[from + i];
      }
    }
  }
}
