package io.tsink.spi.tier;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/// What the content of an object is known by: its length, CRC-32C and SHA-256. Immutable.
public final class ObjectDigest {
  /// Bytes of a SHA-256.
  public static final int SHA256_BYTES = 32;

  private static final int PIECE_BYTES = 1 << 16;

  private final long length;
  private final int crc32c;
  private final byte[] sha256;

  private ObjectDigest(long length, int crc32c, byte[] sha256) {
    this.length = length;
    this.crc32c = crc32c;
    this.sha256 = sha256;
  }

  /// Returns the digest with known values.
  ///
  /// @param sha256 copied
  public static ObjectDigest of(long length, int crc32c, byte[] sha256) {
    if (length < 0 || sha256.length != SHA256_BYTES) {
      throw new IllegalArgumentException(
          "length %d and a SHA-256 of %d bytes".formatted(length, sha256.length));
    }
    return new ObjectDigest(length, crc32c, sha256.clone());
  }

  /// Returns the digest of an array.
  public static ObjectDigest of(byte[] content) {
    Builder builder = new Builder();
    builder.add(content, 0, content.length);
    return builder.build();
  }

  /// Returns the digest of all that a source holds.
  ///
  /// @throws IOException when the source cannot be read
  public static ObjectDigest of(ObjectSource source) throws IOException {
    Builder builder = new Builder();
    byte[] piece = new byte[PIECE_BYTES];
    for (long offset = 0; offset < source.length(); offset += piece.length) {
      int count = (int) Math.min(piece.length, source.length() - offset);
      source.read(offset, piece, 0, count);
      builder.add(piece, 0, count);
    }
    return builder.build();
  }

  public long length() {
    return length;
  }

  public int crc32c() {
    return crc32c;
  }

  /// Returns a copy of the SHA-256.
  public byte[] sha256() {
    return sha256.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectDigest digest
        && digest.length == length
        && digest.crc32c == crc32c
        && Arrays.equals(digest.sha256, sha256);
  }

  @Override
  public int hashCode() {
    return crc32c;
  }

  @Override
  public String toString() {
    return "%d bytes, crc32c %08x, sha256 %s"
        .formatted(length, crc32c, HexFormat.of().formatHex(sha256));
  }

  /// Computes a digest of content that passes by. Confined to one thread at a time.
  public static final class Builder {
    private final CRC32C crc = new CRC32C();
    private final MessageDigest sha;
    private long length;

    public Builder() {
      try {
        sha = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }

    /// Adds bytes.
    public void add(byte[] bytes, int from, int count) {
      crc.update(bytes, from, count);
      sha.update(bytes, from, count);
      length += count;
    }

    /// Adds the remaining bytes of a buffer, whose position moves to its limit.
    public void add(ByteBuffer bytes) {
      length += bytes.remaining();
      crc.update(bytes.duplicate());
      sha.update(bytes);
    }

    /// Returns the digest of all bytes added, and begins anew.
    public ObjectDigest build() {
      ObjectDigest digest = new ObjectDigest(length, (int) crc.getValue(), sha.digest());
      crc.reset();
      length = 0;
      return digest;
    }
  }
}
