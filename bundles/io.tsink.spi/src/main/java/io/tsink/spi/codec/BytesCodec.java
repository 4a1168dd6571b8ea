package io.tsink.spi.codec;

import io.tsink.api.BytesColumn;
import org.osgi.annotation.versioning.ConsumerType;

/// Codes a column of byte strings; text is its UTF-8.
@ConsumerType
public interface BytesCodec extends Codec {

  /// A lower bound of the payload's bytes for the scanned column, or [#NOT_APPLICABLE].
  int bound(BytesStats stats);

  /// Appends the payload of rows `[from, to)` of `values` to `out`.
  ///
  /// Called only when [#bound] was applicable to the same rows. `values` is borrowed until return.
  void encode(BytesColumn values, int from, int to, EncodeContext context, Output out);

  /// Appends rows `[from, to)` of a payload of `count` rows to `dest`, exactly these.
  ///
  /// Allocates only when `dest` must grow. The payload is `src[off, off + len)`, borrowed until
  /// return. `0 <= from < to <= count`. After an exception `dest` holds some of the rows.
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
      BytesColumn dest,
      Scratch scratch)
      throws CorruptBlock;
}
