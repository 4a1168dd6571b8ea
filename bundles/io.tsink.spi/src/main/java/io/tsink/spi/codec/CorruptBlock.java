package io.tsink.spi.codec;

/// Says that a payload cannot be what its codec writes.
///
/// The host adds where the payload lies. Whether bytes were damaged is proved by the chunk's
/// checksum before; this is the last defence.
public final class CorruptBlock extends Exception {

  private static final long serialVersionUID = 1L;

  /// An error with its reason: what was found and what was expected.
  public CorruptBlock(String reason) {
    super(reason);
  }
}
