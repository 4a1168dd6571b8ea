package io.tsink.codec.floats;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Appends bits to an array, filling each byte from its lowest bit. The array has eight bytes more
/// than the bits need.
final class BitWriter {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private int position;
  private long word;
  private int filled;

  BitWriter(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Appends the low `width` bits of a value that has no others, 1…64.
  void put(long value, int width) {
    word |= value << filled;
    filled += width;
    if (filled >= Long.SIZE) {
      LONG.set(bytes, position, word);
      position += Long.BYTES;
      filled -= Long.SIZE;
      // A shift by 64 would be one by 0, hence the two cases.
      word = filled == 0 ? 0 : value >>> (width - filled);
    }
  }

  /// Fills the last byte with zeros and returns how many bytes there are.
  int finishByte() {
    LONG.set(bytes, position, word);
    position += (filled + 7) >>> 3;
    word = 0;
    filled = 0;
    return position;
  }
}
