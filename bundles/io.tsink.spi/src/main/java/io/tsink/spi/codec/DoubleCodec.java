package io.tsink.spi.codec;

import org.osgi.annotation.versioning.ConsumerType;

/// Codes a column of doubles, exact to the bit.
@ConsumerType
public interface DoubleCodec extends Codec {

  /// A lower bound of the payload's bytes for the scanned column, or [#NOT_APPLICABLE].
  int bound(DoubleStats stats);

  /// Appends the payload of `values[from, to)` to `out`.
  ///
  /// Called only when [#bound] was applicable to the same rows. `values` is borrowed until return.
  void encode(double[] values, int from, int to, EncodeContext context, Output out);

  /// Decodes rows `[from, to)` of a payload of `count` rows into `dest`, row `from` at `destOff`.
  ///
  /// The payload is `src[off, off + len)`, borrowed until return. `0 <= from < to <= count`.
  ///
  /// @throws CorruptBlock when the payload cannot be what [#encode] writes
  void decode(
      byte[] src,
      int off,
      int len,
      int version,
      int count,
      int from,
      int to,
      double[] dest,
      int destOff,
      Scratch scratch)
      throws CorruptBlock;
}
