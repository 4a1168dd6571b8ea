package io.tsink.spi.codec;

/// What an encoder may know and use: the purpose and scratch arrays. Confined to one worker.
public final class EncodeContext {

  private final EncodePurpose purpose;
  private final Scratch scratch;

  /// A context that lends arrays of `scratch`.
  public EncodeContext(EncodePurpose purpose, Scratch scratch) {
    this.purpose = purpose;
    this.scratch = scratch;
  }

  /// Why the column is encoded.
  public EncodePurpose purpose() {
    return purpose;
  }

  /// Arrays to work in, lent until the encoder returns.
  public Scratch scratch() {
    return scratch;
  }
}
