package io.tsink.tier.disk;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tsink.spi.tier.ObjectDigest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/// The numbers of the file format; see the package.
final class ObjectFormat {
  static final int BLOCK_BYTES = 1 << 16;
  static final int TAIL_BYTES = 64;
  static final int VERSION = 1;

  private static final int SEALED_BYTES = 52;
  private static final long MAGIC =
      ByteBuffer.wrap("tsinkobj".getBytes(US_ASCII)).order(ByteOrder.LITTLE_ENDIAN).getLong();

  private ObjectFormat() {}

  /// What the tail of a file says.
  record Tail(ObjectDigest digest, int blockCrcs) {
    long length() {
      return digest.length();
    }

    String tag() {
      return HexFormat.of().formatHex(digest.sha256(), 0, ObjectDigest.SHA256_BYTES / 2);
    }

    ByteBuffer bytes() {
      ByteBuffer bytes = ByteBuffer.allocate(TAIL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.put(digest.sha256()).putInt(digest.crc32c()).putInt(blockCrcs);
      bytes.putLong(digest.length()).putInt(VERSION);
      bytes.putInt(crc(bytes.array(), 0, SEALED_BYTES)).putLong(MAGIC);
      return bytes.flip();
    }
  }

  /// Reads a tail.
  ///
  /// @param bytes all of the tail
  /// @throws Damaged when it is none, or of another version
  static Tail tail(byte[] bytes) throws Damaged {
    ByteBuffer tail = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] sha256 = new byte[ObjectDigest.SHA256_BYTES];
    tail.get(sha256);
    int crc32c = tail.getInt();
    int blockCrcs = tail.getInt();
    long length = tail.getLong();
    int version = tail.getInt();
    int tailCrc = tail.getInt();
    if (tail.getLong() != MAGIC || tailCrc != crc(bytes, 0, SEALED_BYTES) || length < 0) {
      throw new Damaged("the file does not end in a tail");
    }
    if (version != VERSION) {
      throw new Damaged("format version %d, expected %d".formatted(version, VERSION));
    }
    return new Tail(ObjectDigest.of(length, crc32c, sha256), blockCrcs);
  }

  static long blocks(long length) {
    return (length + BLOCK_BYTES - 1) / BLOCK_BYTES;
  }

  static long fileSize(long length) {
    return length + Integer.BYTES * blocks(length) + TAIL_BYTES;
  }

  /// Returns the length of the content of a file of a size; a guess if no file can have the size.
  static long length(long fileSize) {
    long body = Math.max(0, fileSize - TAIL_BYTES);
    return Math.max(0, body - Integer.BYTES * ceil(body, BLOCK_BYTES + Integer.BYTES));
  }

  private static long ceil(long dividend, long divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  static int crc(byte[] bytes, int from, int count) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, count);
    return (int) crc.getValue();
  }
}
