package io.tsink.spi.ingest;

import java.util.Arrays;

/// The state of an instance as bytes, in a format that belongs to its protocol. Immutable.
public final class ProtocolState {
  private final int version;
  private final byte[] bytes;

  /// @param version of the format; a successor that does not know it starts afresh
  /// @param bytes copied
  public ProtocolState(int version, byte[] bytes) {
    this.version = version;
    this.bytes = bytes.clone();
  }

  /// Returns the version of the format.
  public int version() {
    return version;
  }

  /// Returns the bytes, a copy.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// Returns the number of bytes.
  public int length() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ProtocolState state
        && version == state.version
        && Arrays.equals(bytes, state.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * version + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "state of version %d, %d bytes".formatted(version, bytes.length);
  }
}
