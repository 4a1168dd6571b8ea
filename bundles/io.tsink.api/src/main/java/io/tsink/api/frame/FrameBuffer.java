package io.tsink.api.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Labels;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes under construction, little-endian, in an array that grows. Confined and reusable; it
/// allocates only to grow.
public final class FrameBuffer {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Most bytes of a variable-length number.
  private static final int MAX_VAR_BYTES = 10;

  private byte[] bytes;
  private int size;

  public FrameBuffer() {
    this(1024);
  }

  /// @param capacity of the first array
  public FrameBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  /// The array that holds the bytes, borrowed until the next change; it has more room than
  /// [#size].
  public byte[] bytes() {
    return bytes;
  }

  /// Number of bytes.
  public int size() {
    return size;
  }

  /// Forgets the bytes and keeps the room.
  public void clear() {
    size = 0;
  }

  /// Forgets the bytes from `newSize` on.
  public void truncate(int newSize) {
    if (newSize < 0 || newSize > size) {
      throw new IllegalArgumentException("cannot truncate %d bytes to %d".formatted(size, newSize));
    }
    size = newSize;
  }

  /// A copy of the bytes.
  public byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  /// Makes room for `count` more bytes.
  ///
  /// @throws OutOfMemoryError when an array cannot hold them
  public void reserve(int count) {
    int wanted = size + count;
    if (wanted < 0) {
      throw new OutOfMemoryError("a frame of more than 2 GiB");
    }
    if (wanted > bytes.length) {
      long grown = Math.max(wanted, bytes.length + (long) (bytes.length >> 1));
      bytes = Arrays.copyOf(bytes, (int) Math.min(grown, Integer.MAX_VALUE - 8));
    }
  }

  /// Appends `count` bytes of no defined value and returns where they start.
  public int skip(int count) {
    reserve(count);
    int start = size;
    size += count;
    return start;
  }

  public void putByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  public void putInt(int value) {
    reserve(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  public void putLong(long value) {
    reserve(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  /// Appends the raw bits of a double.
  public void putDouble(double value) {
    putLong(Double.doubleToRawLongBits(value));
  }

  /// Overwrites four bytes that are there.
  public void setInt(int position, int value) {
    INT.set(bytes, position, value);
  }

  /// Overwrites eight bytes that are there.
  public void setLong(int position, long value) {
    LONG.set(bytes, position, value);
  }

  /// Appends a number in groups of seven bits, lowest first; the highest bit of a byte says that
  /// more follow. The number is read unsigned.
  public void putVar(long value) {
    reserve(MAX_VAR_BYTES);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /// Appends a signed number with its sign in the lowest bit, so that small ones of either sign
  /// are short.
  public void putSigned(long value) {
    putVar((value << 1) ^ (value >> 63));
  }

  public void putBytes(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /// Appends a length and that many bytes.
  public void putBlock(byte[] source, int offset, int length) {
    putVar(length);
    putBytes(source, offset, length);
  }

  /// Appends text as a block of UTF-8.
  public void putText(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    putBlock(utf8, 0, utf8.length);
  }

  /// Appends labels: the length of the canonical identity, then the identity.
  public void putLabels(Labels labels) {
    int length = labels.canonicalLength();
    putVar(length);
    reserve(length);
    labels.writeCanonical(bytes, size);
    size += length;
  }
}
