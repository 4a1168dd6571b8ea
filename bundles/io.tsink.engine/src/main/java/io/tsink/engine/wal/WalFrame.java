package io.tsink.engine.wal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// Reads and writes the headers of frames in place; the package describes them.
final class WalFrame {
  static final int HEADER_BYTES = 64;

  /// `TSWF`.
  static final int MAGIC = 0x46575354;

  /// The longest body.
  static final int MAX_BODY_BYTES = 1 << 29;

  private static final int HEADER_CRC = 4;
  private static final int KIND = 8;
  private static final int FLAGS = 9;
  private static final int FRAME = 12;
  private static final int BODY_LENGTH = 16;
  private static final int BODY_CRC = 20;
  private static final int SEQUENCE = 24;
  private static final int SYNCED = 32;
  private static final int KEY_ORIGIN = 40;
  private static final int KEY_NUMBER = 48;

  private static final int HAS_MORE = 1;
  private static final int HAS_KEY = 2;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private WalFrame() {}

  static void begin(byte[] bytes, int at, FrameKind kind) {
    for (int i = 0; i < HEADER_BYTES; i++) {
      bytes[at + i] = 0;
    }
    INT.set(bytes, at, MAGIC);
    bytes[at + KIND] = (byte) kind.ordinal();
  }

  static void end(byte[] bytes, int at, int end) {
    int length = end - at - HEADER_BYTES;
    CRC32C crc = new CRC32C();
    crc.update(bytes, at + HEADER_BYTES, length);
    INT.set(bytes, at + BODY_LENGTH, length);
    INT.set(bytes, at + BODY_CRC, (int) crc.getValue());
  }

  static FrameKind kind(byte[] bytes, int at) {
    return FrameKind.of(bytes[at + KIND]);
  }
}
