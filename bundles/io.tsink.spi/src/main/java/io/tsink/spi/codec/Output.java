package io.tsink.spi.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A `byte[]` that grows while an encoder appends to it. Reusable; confined to its owner.
public final class Output {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int size;

  /// An empty output with room for `capacity` bytes.
  public Output(int capacity) {
    bytes = new byte[Math.max(16, capacity)];
  }

  /// The bytes written so far are the first [#size] of this array; borrowed until the next append.
  public byte[] array() {
    return bytes;
  }

  /// How many bytes were appended.
  public int size() {
    return size;
  }

  /// Forgets what was appended, keeping the room.
  public void clear() {
    size = 0;
  }

  /// Drops the end, back to an earlier [#size].
  public void truncate(int newSize) {
    if (newSize < 0 || newSize > size) {
      throw new IllegalArgumentException("cannot truncate %d bytes to %d".formatted(size, newSize));
    }
    size = newSize;
  }

  /// Makes room for `length` bytes, counts them as appended and returns where they start.
  ///
  /// Their contents are undefined until the caller writes them into [#array].
  public int reserve(int length) {
    int start = size;
    ensure(length);
    size += length;
    return start;
  }

  /// Appends the low eight bits.
  public void putByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  /// Appends four bytes, little-endian.
  public void putInt(int value) {
    ensure(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  /// Appends eight bytes, little-endian.
  public void putLong(long value) {
    ensure(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  /// Appends the raw bits of a double, eight bytes, little-endian.
  public void putDouble(double value) {
    putLong(Double.doubleToRawLongBits(value));
  }

  /// Appends an unsigned number in base 128, low digits first: 1…10 bytes.
  public void putVarint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /// Appends a signed number as the varint of its zig-zag form.
  public void putZigZag(long value) {
    putVarint(BitPacking.zigZag(value));
  }

  /// Appends a slice.
  public void putBytes(byte[] src, int off, int len) {
    ensure(len);
    System.arraycopy(src, off, bytes, size, len);
    size += len;
  }

  private void ensure(int length) {
    if (bytes.length - size < length) {
      int wanted = Math.addExact(size, length);
      bytes = Arrays.copyOf(bytes, Math.max(wanted, (int) Math.min(2L * wanted, 1 << 30)));
    }
  }
}
