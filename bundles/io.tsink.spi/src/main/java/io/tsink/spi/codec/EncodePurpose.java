package io.tsink.spi.codec;

/// Why a column is encoded. Constants may be added; a codec treats an unknown one as [#FLUSH].
public enum EncodePurpose {
  /// A chunk of the head is full and leaves its buffers; the caller is close to the write path.
  SEAL,
  /// Chunks are written to a segment.
  FLUSH,
  /// Old data is merged; it is read rarely, so size counts more than time.
  COMPACT_COLD
}
