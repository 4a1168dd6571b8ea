package io.tsink.engine.wal;

import io.tsink.engine.io.FileFrame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The header of a segment file; the package describes it.
///
/// @param previous number of the segment before, 0 for none
/// @param previousDurable how many bytes of it were durable
record SegmentHeader(long segment, long previous, long previousDurable) {
  static final int BYTES = 40;
  static final int VERSION = 1;

  private static final FileFrame FRAME = new FileFrame("TSWL", VERSION);

  /// `TSWL`.
  private static final int MAGIC = 0x4c575354;

  private static final int CRC = 32;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  byte[] encode() {
    byte[] bytes = new byte[BYTES];
    FRAME.writeHeader(bytes, 0, segment);
    LONG.set(bytes, 16, previous);
    LONG.set(bytes, 24, previousDurable);
    INT.set(bytes, CRC, checksum(bytes));
    return bytes;
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, CRC);
    return (int) crc.getValue();
  }

  /// What is wrong with the first [#BYTES] bytes of a file, or null. A version that is not known
  /// is no fault if the checksum is right, see [#version].
  static @Nullable String fault(byte[] bytes, long segment) {
    int magic = (int) INT.get(bytes, 0);
    if (magic != MAGIC) {
      return "magic %08x, expected %08x (\"TSWL\")".formatted(magic, MAGIC);
    }
    int expected = (int) INT.get(bytes, CRC);
    int found = checksum(bytes);
    if (found != expected) {
      return "checksum %08x of a segment header, the bytes have %08x".formatted(expected, found);
    }
    if ((int) INT.get(bytes, CRC + Integer.BYTES) != 0) {
      return "bytes %08x, expected 0".formatted((int) INT.get(bytes, CRC + Integer.BYTES));
    }
    long number = (long) LONG.get(bytes, 8);
    return number == segment ? null : "the header of segment %d".formatted(number);
  }

  static int version(byte[] bytes) {
    return (int) INT.get(bytes, 4);
  }

  static SegmentHeader decode(byte[] bytes) {
    return new SegmentHeader(
        (long) LONG.get(bytes, 8), (long) LONG.get(bytes, 16), (long) LONG.get(bytes, 24));
  }
}
