package io.tsink.engine.wal;

import io.tsink.api.store.IdempotencyKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads and writes the headers of frames in place; the package describes them. Confined.
final class WalFrame {
  static final int HEADER_BYTES = 64;

  /// `TSWF`.
  static final int MAGIC = 0x46575354;

  /// In the place of a family.
  static final int NO_FAMILY = 0xff;

  static final int MAX_BODY_BYTES = 1 << 29;

  private static final int HEADER_CRC = 4;
  private static final int KIND = 8;
  private static final int FLAGS = 9;
  private static final int FRAME = 12;
  private static final int BODY_LENGTH = 16;
  private static final int BODY_CRC = 20;
  private static final int SEQUENCE = 24;
  private static final int DURABLE = 32;
  private static final int KEY_ORIGIN = 40;
  private static final int KEY_NUMBER = 48;
  private static final int SEGMENT = 56;

  private static final int GOES_ON = 1;
  private static final int HAS_KEY = 2;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final CRC32C crc = new CRC32C();

  /// Starts a header: what only the log knows is left 0.
  void begin(byte[] bytes, int at, FrameKind kind) {
    for (int i = 0; i < HEADER_BYTES; i++) {
      bytes[at + i] = 0;
    }
    INT.set(bytes, at, MAGIC);
    bytes[at + KIND] = (byte) kind.ordinal();
  }

  /// Notes length and checksum of the body, which ends at `end`.
  void end(byte[] bytes, int at, int end) {
    int length = end - at - HEADER_BYTES;
    INT.set(bytes, at + BODY_LENGTH, length);
    INT.set(bytes, at + BODY_CRC, checksum(bytes, at + HEADER_BYTES, length));
  }

  /// Completes the header of a frame that gets its place in the log.
  void stamp(
      byte[] bytes,
      int at,
      WalSegment segment,
      long frame,
      long sequence,
      @Nullable IdempotencyKey key,
      boolean goesOn) {
    bytes[at + FLAGS] = (byte) ((goesOn ? GOES_ON : 0) | (key == null ? 0 : HAS_KEY));
    INT.set(bytes, at + FRAME, (int) frame);
    LONG.set(bytes, at + SEQUENCE, sequence);
    LONG.set(bytes, at + DURABLE, segment.durableEnd());
    LONG.set(bytes, at + KEY_ORIGIN, key == null ? 0 : key.origin());
    LONG.set(bytes, at + KEY_NUMBER, key == null ? 0 : key.number());
    LONG.set(bytes, at + SEGMENT, segment.number());
    INT.set(bytes, at + HEADER_CRC, checksum(bytes, at + KIND, HEADER_BYTES - KIND));
  }

  /// What is wrong with a header, or null.
  @Nullable String headerFault(byte[] bytes, int at, long segment) {
    int magic = magic(bytes, at);
    if (magic != MAGIC) {
      return "magic %08x, expected %08x (\"TSWF\")".formatted(magic, MAGIC);
    }
    int expected = (int) INT.get(bytes, at + HEADER_CRC);
    int found = checksum(bytes, at + KIND, HEADER_BYTES - KIND);
    if (found != expected) {
      return "checksum %08x of a frame header, the bytes have %08x".formatted(expected, found);
    }
    if ((long) LONG.get(bytes, at + SEGMENT) != segment) {
      return "a frame of segment %d".formatted((long) LONG.get(bytes, at + SEGMENT));
    }
    if (!FrameKind.known(bytes[at + KIND])) {
      return "kind %d".formatted(bytes[at + KIND]);
    }
    int length = bodyLength(bytes, at);
    if (length < 0 || length > MAX_BODY_BYTES) {
      return "a body of %s bytes".formatted(Integer.toUnsignedString(length));
    }
    return null;
  }

  /// What is wrong with a body, or null.
  @Nullable String bodyFault(byte[] bytes, int at) {
    int expected = (int) INT.get(bytes, at + BODY_CRC);
    int found = checksum(bytes, at + HEADER_BYTES, bodyLength(bytes, at));
    return found == expected
        ? null
        : "checksum %08x of a frame body, the bytes have %08x".formatted(expected, found);
  }

  private int checksum(byte[] bytes, int offset, int length) {
    crc.reset();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }

  static int magic(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  static FrameKind kind(byte[] bytes, int at) {
    return FrameKind.of(bytes[at + KIND]);
  }

  static boolean goesOn(byte[] bytes, int at) {
    return (bytes[at + FLAGS] & GOES_ON) != 0;
  }

  static int bodyLength(byte[] bytes, int at) {
    return (int) INT.get(bytes, at + BODY_LENGTH);
  }

  static long frame(byte[] bytes, int at) {
    return Integer.toUnsignedLong((int) INT.get(bytes, at + FRAME));
  }

  static long sequence(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at + SEQUENCE);
  }

  static long durable(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at + DURABLE);
  }

  static @Nullable IdempotencyKey key(byte[] bytes, int at) {
    return (bytes[at + FLAGS] & HAS_KEY) == 0
        ? null
        : new IdempotencyKey(
            (long) LONG.get(bytes, at + KEY_ORIGIN), (long) LONG.get(bytes, at + KEY_NUMBER));
  }
}
