package io.tsink.codec.timestamps;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Output;
import java.util.Arrays;

/// What the two granular codecs have in common: units, the base step and the front of the payload.
final class Granules {

  /// Rows of a granule.
  static final int SIZE = 64;

  private static final int SAMPLE = 31;

  private Granules() {}

  /// The granules of a column.
  static int count(int rows) {
    return (rows + SIZE - 1) / SIZE;
  }

  /// The rows of a granule.
  static int rows(int granule, int count) {
    return Math.min(SIZE, count - granule * SIZE);
  }

  /// The greatest common divisor of the steps, at least 1.
  static long divisor(long[] values, int from, int to) {
    long divisor = 0;
    for (int i = from + 1; i < to && divisor != 1; i++) {
      divisor = LongStats.commonDivisor(divisor, values[i] - values[i - 1]);
    }
    return Math.max(1, divisor);
  }

  /// Fills `units` with the distances of all rows from the first.
  static void toUnits(long[] values, int from, int to, long divisor, long[] units) {
    units[0] = 0;
    if (divisor == 1) {
      for (int i = from + 1; i < to; i++) {
        units[i - from] = values[i] - values[from];
      }
      return;
    }
    // Summed up, not divided: a sum of exact steps stays exact where the distance wraps around.
    for (int i = from + 1; i < to; i++) {
      units[i - from] = units[i - from - 1] + (values[i] - values[i - 1]) / divisor;
    }
  }

  /// The median of a sample of the steps, which a few gaps do not move.
  static long base(long[] units, int count, long[] room) {
    int stride = Math.max(1, (count - 1) / SAMPLE);
    int rows = 0;
    for (int i = 1; i < count && rows < SAMPLE; i += stride) {
      room[rows++] = units[i] - units[i - 1];
    }
    Arrays.sort(room, 0, rows);
    return room[rows / 2];
  }

  /// Appends the difference of a granule's anchor to the one before, less what `base` lets expect.
  static void putAnchor(long[] units, int granule, long base, Output out) {
    if (granule > 0) {
      int row = granule * SIZE;
      out.putZigZag(units[row] - units[row - SIZE] - SIZE * base);
    }
  }

  /// The anchor that follows `anchor` in the header.
  static long nextAnchor(Input in, int granule, long anchor, long base) throws CorruptBlock {
    return granule == 0 ? 0 : anchor + SIZE * base + in.readZigZag();
  }

  /// The divisor at the reader's position.
  static long readDivisor(Input in) throws CorruptBlock {
    long divisor = in.readVarint();
    if (divisor < 1) {
      throw new CorruptBlock("divisor %d".formatted(divisor));
    }
    return divisor;
  }

  /// The bits by which a difference shrinks at most when it is counted in units.
  static int savedByUnits(LongStats stats) {
    long divisor = stats.divisor();
    return divisor <= 1 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(divisor - 1);
  }

  /// Fails unless nothing is left, or missing, behind the last row.
  static void requireEnd(long left) throws CorruptBlock {
    if (left != 0) {
      throw new CorruptBlock("the payload's length is off by %d bytes".formatted(left));
    }
  }
}
