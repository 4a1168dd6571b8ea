package io.tsink.codec.histogram;

import io.tsink.api.CounterReset;
import io.tsink.api.HistogramColumn;
import io.tsink.api.HistogramLayout;
import io.tsink.spi.codec.BitPacking;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Scratch;
import java.util.Arrays;

/// Reads one block into a column.
final class BlockReader {

  /// Stands for a hint for each row.
  static final int MIXED_RESETS = 4;

  /// The width of a hint.
  static final int RESET_BITS = 2;

  private static final CounterReset[] RESETS = CounterReset.values();

  private BlockReader() {}

  /// Appends rows `[from, to)` of a block of `rows`.
  static void read(
      byte[] src,
      Input in,
      int rows,
      HistogramLayout layout,
      boolean isFloat,
      int from,
      int to,
      HistogramColumn dest,
      Scratch scratch)
      throws CorruptBlock {
    int buckets = layout.bucketCount();
    if ((long) buckets * Layouts.MIN_COLUMN_BYTES > in.remaining()) {
      throw new CorruptBlock("%d bytes for %d buckets".formatted(in.remaining(), buckets));
    }
    long[] resets = scratch.longs(0, rows);
    long[] counts = scratch.longs(1, rows);
    long[] zeroCounts = scratch.longs(2, rows);
    long[] sums = scratch.longs(3, rows);
    readResets(src, in, rows, resets);
    readNumbers(src, in, rows, isFloat, counts);
    readNumbers(src, in, rows, isFloat, zeroCounts);
    Columns.readDoubles(src, in, rows, sums);
    // Bucket by bucket, since a row's count is known only when its buckets are.
    long[] columns = scratch.longs(4, Math.max(1, buckets) * rows);
    long[] column = scratch.longs(5, rows);
    long before = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      if (isFloat) {
        Columns.readDoubles(src, in, rows, column);
      } else {
        Columns.readLongs(src, in, rows, before, column);
        before = column[0];
      }
      System.arraycopy(column, 0, columns, bucket * rows, rows);
    }
    in.requireEnd();
    for (int row = from; row < to; row++) {
      CounterReset reset = RESETS[(int) resets[row]];
      double sum = Double.longBitsToDouble(sums[row]);
      if (isFloat) {
        int start =
            dest.appendFloats(
                layout,
                reset,
                Double.longBitsToDouble(counts[row]),
                Double.longBitsToDouble(zeroCounts[row]),
                sum);
        for (int bucket = 0; bucket < buckets; bucket++) {
          dest.floatBuckets()[start + bucket] =
              Double.longBitsToDouble(columns[bucket * rows + row]);
        }
      } else {
        long count = counts[row] + zeroCounts[row];
        for (int bucket = 0; bucket < buckets; bucket++) {
          count += columns[bucket * rows + row];
        }
        int start = dest.appendIntegers(layout, reset, count, zeroCounts[row], sum);
        for (int bucket = 0; bucket < buckets; bucket++) {
          dest.integerBuckets()[start + bucket] = columns[bucket * rows + row];
        }
      }
    }
  }

  private static void readResets(byte[] src, Input in, int rows, long[] resets)
      throws CorruptBlock {
    int first = in.readByte();
    if (first < MIXED_RESETS) {
      Arrays.fill(resets, 0, rows, first);
    } else if (first == MIXED_RESETS) {
      int at = in.skip(BitPacking.bytes(rows, RESET_BITS));
      BitPacking.unpack(src, at, in.position(), RESET_BITS, 0, rows, resets, 0);
    } else {
      throw new CorruptBlock("reset hint %d".formatted(first));
    }
  }

  private static void readNumbers(byte[] src, Input in, int rows, boolean isFloat, long[] values)
      throws CorruptBlock {
    if (isFloat) {
      Columns.readDoubles(src, in, rows, values);
    } else {
      Columns.readLongs(src, in, rows, 0, values);
    }
  }
}
