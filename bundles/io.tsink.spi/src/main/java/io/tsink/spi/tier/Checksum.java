package io.tsink.spi.tier;

/// The checksums of an [ObjectDigest].
public enum Checksum {
  CRC32C,
  SHA256
}
