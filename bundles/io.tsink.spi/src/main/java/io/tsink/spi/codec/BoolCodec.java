package io.tsink.spi.codec;

import org.osgi.annotation.versioning.ConsumerType;

/// Codes a column of truth values kept as bits of words: row *i* is bit `i & 63` of word `i >> 6`.
@ConsumerType
public interface BoolCodec extends Codec {

  /// A lower bound of the payload's bytes for the scanned column, or [#NOT_APPLICABLE].
  int bound(BoolStats stats);

  /// Appends the payload of rows `[from, to)` of `words` to `out`.
  ///
  /// Called only when [#bound] was applicable to the same rows. `words` is borrowed until return.
  void encode(long[] words, int from, int to, EncodeContext context, Output out);

  /// Decodes rows `[from, to)` of a payload of `count` rows into `dest`, row `from` at bit
  /// `destOff`.
  ///
  /// Bits of `dest` outside the decoded granules keep their values. The payload is
  /// `src[off, off + len)`, borrowed until return. `0 <= from < to <= count`.
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
      long[] dest,
      int destOff,
      Scratch scratch)
      throws CorruptBlock;
}
