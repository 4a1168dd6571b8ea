package io.tsink.spi.codec;

import io.tsink.api.HistogramColumn;
import org.osgi.annotation.versioning.ConsumerType;

/// Codes a column of native histograms; whole counts stay whole, floating-point counts keep their
/// bits.
@ConsumerType
public interface HistogramCodec extends Codec {

  /// A lower bound of the payload's bytes for the scanned column, or [#NOT_APPLICABLE].
  int bound(HistogramStats stats);

  /// Appends the payload of rows `[from, to)` of `values` to `out`.
  ///
  /// Called only when [#bound] was applicable to the same rows. `values` is borrowed until return.
  void encode(HistogramColumn values, int from, int to, EncodeContext context, Output out);

  /// Appends rows `[from, to)` of a payload of `count` rows to `dest`, exactly these.
  ///
  /// Allocates only when `dest` must grow or meets a layout that it does not hold yet. The payload
  /// is `src[off, off + len)`, borrowed until return. `0 <= from < to <= count`. After an exception
  /// `dest` holds some of the rows.
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
      HistogramColumn dest,
      Scratch scratch)
      throws CorruptBlock;
}
