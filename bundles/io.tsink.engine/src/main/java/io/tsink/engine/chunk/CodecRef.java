package io.tsink.engine.chunk;

/// Names the codec that wrote a column.
///
/// @param version of the codec's format, 1…65,535
public record CodecRef(CodecForm form, String name, int version) {

  /// The name that the engine's own codecs have.
  public static final String RAW = "raw";

  @Override
  public String toString() {
    return "%s version %d".formatted(name, version);
  }
}
