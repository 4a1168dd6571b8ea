package io.tsink.codec.histogram;

import io.tsink.api.HistogramColumn;
import io.tsink.spi.codec.BitPacking;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;

/// Writes one block: rows of one layout and one sort of counts.
final class BlockWriter {

  private BlockWriter() {}

  static void put(HistogramColumn values, int from, int to, Scratch scratch, Output out) {
    long[] column = scratch.longs(0, to - from);
    putResets(values, from, to, column, out);
    if (values.isFloat(from)) {
      putFloats(values, from, to, column, out);
    } else {
      putIntegers(values, from, to, column, out);
    }
  }

  private static void putResets(
      HistogramColumn values, int from, int to, long[] column, Output out) {
    boolean same = true;
    for (int row = from; row < to; row++) {
      column[row - from] = values.reset(row).ordinal();
      same &= column[row - from] == column[0];
    }
    if (same) {
      out.putByte((int) column[0]);
    } else {
      out.putByte(BlockReader.MIXED_RESETS);
      BitPacking.pack(column, 0, to - from, BlockReader.RESET_BITS, out);
    }
  }

  private static void putIntegers(
      HistogramColumn values, int from, int to, long[] column, Output out) {
    int rows = to - from;
    int buckets = values.layout(values.layoutIndex(from)).bucketCount();
    long[] counts = values.integerBuckets();
    for (int row = from; row < to; row++) {
      long left = values.countBits(row) - values.zeroCountBits(row);
      int start = values.bucketStart(row);
      for (int bucket = 0; bucket < buckets; bucket++) {
        left -= counts[start + bucket];
      }
      column[row - from] = left;
    }
    Columns.putLongs(column, rows, 0, out);
    for (int row = from; row < to; row++) {
      column[row - from] = values.zeroCountBits(row);
    }
    Columns.putLongs(column, rows, 0, out);
    putSums(values, from, to, column, out);
    long before = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      for (int row = from; row < to; row++) {
        column[row - from] = counts[values.bucketStart(row) + bucket];
      }
      long first = column[0];
      Columns.putLongs(column, rows, before, out);
      before = first;
    }
  }

  private static void putFloats(
      HistogramColumn values, int from, int to, long[] column, Output out) {
    int rows = to - from;
    for (int row = from; row < to; row++) {
      column[row - from] = values.countBits(row);
    }
    Columns.putDoubles(column, rows, out);
    for (int row = from; row < to; row++) {
      column[row - from] = values.zeroCountBits(row);
    }
    Columns.putDoubles(column, rows, out);
    putSums(values, from, to, column, out);
    int buckets = values.layout(values.layoutIndex(from)).bucketCount();
    double[] counts = values.floatBuckets();
    for (int bucket = 0; bucket < buckets; bucket++) {
      for (int row = from; row < to; row++) {
        column[row - from] = Double.doubleToRawLongBits(counts[values.bucketStart(row) + bucket]);
      }
      Columns.putDoubles(column, rows, out);
    }
  }

  private static void putSums(HistogramColumn values, int from, int to, long[] column, Output out) {
    for (int row = from; row < to; row++) {
      column[row - from] = Double.doubleToRawLongBits(values.sum(row));
    }
    Columns.putDoubles(column, to - from, out);
  }
}
