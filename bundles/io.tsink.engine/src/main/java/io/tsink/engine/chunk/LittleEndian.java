package io.tsink.engine.chunk;

import io.tsink.spi.codec.CorruptBlock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers in the payloads of the `raw` codecs, little-endian.
final class LittleEndian {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private LittleEndian() {}

  static int intAt(byte[] bytes, int offset) {
    return (int) INT.get(bytes, offset);
  }

  static long longAt(byte[] bytes, int offset) {
    return (long) LONG.get(bytes, offset);
  }

  /// Refuses a payload of another length.
  static void check(int length, long expected) throws CorruptBlock {
    if (length != expected) {
      throw new CorruptBlock("%d bytes, expected %d".formatted(length, expected));
    }
  }
}
