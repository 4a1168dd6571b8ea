package io.tsink.spi.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads a payload from front to back and never beyond its end. Reusable; confined to its owner.
public final class Input {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] src = new byte[0];
  private int position;
  private int end;

  /// A reader of nothing.
  public Input() {}

  /// Starts at the front of `bytes[off, off + len)`, borrowed until the next reset.
  public void reset(byte[] bytes, int off, int len) {
    if (off < 0 || len < 0 || len > bytes.length - off) {
      throw new IndexOutOfBoundsException(
          "slice %d + %d of %d bytes".formatted(off, len, bytes.length));
    }
    src = bytes;
    position = off;
    end = off + len;
  }

  /// The array that the payload is a part of.
  byte[] array() {
    return src;
  }

  /// Where the next byte is in the array.
  public int position() {
    return position;
  }

  /// Where the payload ends in the array.
  public int end() {
    return end;
  }

  /// How many bytes are left.
  public int remaining() {
    return end - position;
  }

  /// Passes over `length` bytes and returns where they start in the array.
  public int skip(long length) throws CorruptBlock {
    if (length < 0 || length > remaining()) {
      throw new CorruptBlock("%d bytes wanted, %d left".formatted(length, remaining()));
    }
    int start = position;
    position += (int) length;
    return start;
  }

  /// The next byte, 0…255.
  public int readByte() throws CorruptBlock {
    if (position >= end) {
      throw new CorruptBlock("a byte wanted, none left");
    }
    return src[position++] & 0xFF;
  }

  /// The next four bytes, little-endian.
  public int readInt() throws CorruptBlock {
    return (int) INT.get(src, skip(Integer.BYTES));
  }

  /// The next eight bytes, little-endian.
  public long readLong() throws CorruptBlock {
    return (long) LONG.get(src, skip(Long.BYTES));
  }

  /// The double of the next eight bytes, bit for bit.
  public double readDouble() throws CorruptBlock {
    return Double.longBitsToDouble(readLong());
  }

  /// An unsigned number in base 128, low digits first.
  public long readVarint() throws CorruptBlock {
    if (position < end && src[position] >= 0) {
      return src[position++];
    }
    return readLongVarint();
  }

  private long readLongVarint() throws CorruptBlock {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = readByte();
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new CorruptBlock("a varint of more than 10 bytes");
  }

  /// A varint that must lie in `[0, max]`.
  public int readCount(int max) throws CorruptBlock {
    long value = readVarint();
    if (value < 0 || value > max) {
      throw new CorruptBlock(
          "%s found where at most %d is possible".formatted(Long.toUnsignedString(value), max));
    }
    return (int) value;
  }

  /// A signed number from the varint of its zig-zag form.
  public long readZigZag() throws CorruptBlock {
    return BitPacking.unZigZag(readVarint());
  }

  /// Fails unless the payload ends here.
  public void requireEnd() throws CorruptBlock {
    if (position != end) {
      throw new CorruptBlock("%d bytes behind the last row".formatted(remaining()));
    }
  }
}
