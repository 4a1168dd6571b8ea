package io.tsink.codec.histogram;

import io.tsink.spi.codec.BitPacking;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Output;

/// The columns of numbers inside a block, of at most 64 rows.
final class Columns {

  private Columns() {}

  /// Appends `longs`; destroys `values`.
  static void putLongs(long[] values, int rows, long before, Output out) {
    out.putZigZag(values[0] - before);
    long any = 0;
    for (int row = rows - 1; row > 0; row--) {
      values[row] = BitPacking.zigZag(values[row] - values[row - 1]);
      any |= values[row];
    }
    int width = BitPacking.width(any);
    out.putByte(width);
    BitPacking.pack(values, 1, rows, width, out);
  }

  /// Reads `longs` into `values[0, rows)`.
  static void readLongs(byte[] src, Input in, int rows, long before, long[] values)
      throws CorruptBlock {
    long value = before + in.readZigZag();
    int width = readWidth(in, 0);
    int at = in.skip(BitPacking.bytes(rows - 1, width));
    BitPacking.unpack(src, at, in.position(), width, 0, rows - 1, values, 1);
    values[0] = value;
    for (int row = 1; row < rows; row++) {
      value += BitPacking.unZigZag(values[row]);
      values[row] = value;
    }
  }

  /// Appends `doubles` of raw bits; destroys `bits`.
  static void putDoubles(long[] bits, int rows, Output out) {
    out.putVarint(Long.reverse(bits[0]));
    long any = 0;
    for (int row = rows - 1; row > 0; row--) {
      bits[row] ^= bits[row - 1];
      any |= bits[row];
    }
    int shift = any == 0 ? 0 : Long.numberOfTrailingZeros(any);
    int width = BitPacking.width(any >>> shift);
    out.putByte(width);
    if (width == 0) {
      return;
    }
    out.putByte(shift);
    for (int row = 1; row < rows; row++) {
      bits[row] >>>= shift;
    }
    BitPacking.pack(bits, 1, rows, width, out);
  }

  /// Reads the raw bits of `doubles` into `bits[0, rows)`.
  static void readDoubles(byte[] src, Input in, int rows, long[] bits) throws CorruptBlock {
    long value = Long.reverse(in.readVarint());
    int width = readWidth(in, 0);
    int shift = width == 0 ? 0 : readWidth(in, width);
    int at = in.skip(BitPacking.bytes(rows - 1, width));
    BitPacking.unpack(src, at, in.position(), width, 0, rows - 1, bits, 1);
    bits[0] = value;
    for (int row = 1; row < rows; row++) {
      value ^= bits[row] << shift;
      bits[row] = value;
    }
  }

  private static int readWidth(Input in, int used) throws CorruptBlock {
    int width = in.readByte();
    if (width + used > Long.SIZE) {
      throw new CorruptBlock("%d bits in a number".formatted(width + used));
    }
    return width;
  }
}
