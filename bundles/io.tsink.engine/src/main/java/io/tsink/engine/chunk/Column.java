package io.tsink.engine.chunk;

import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Output;

/// A column that is to be coded.
///
/// @param <C> the codecs of its form
interface Column<C extends Codec> {
  /// The codec's bound of the payload, in bytes, or [Codec#NOT_APPLICABLE].
  int bound(C codec);

  /// Appends the payload.
  void encode(C codec, EncodeContext context, Output out);
}
