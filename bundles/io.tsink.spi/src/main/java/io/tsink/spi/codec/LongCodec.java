package io.tsink.spi.codec;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/// Codes a column of whole numbers.
@ConsumerType
public interface LongCodec extends Codec {

  /// The roles in which the host may offer columns to this codec; constant.
  Set<LongRole> roles();

  /// A lower bound of the payload's bytes for the scanned column, or [#NOT_APPLICABLE].
  int bound(LongStats stats);

  /// Appends the payload of `values[from, to)` to `out`.
  ///
  /// Called only when [#bound] was applicable to the same rows. `values` is borrowed until return.
  void encode(long[] values, int from, int to, EncodeContext context, Output out);

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
      long[] dest,
      int destOff,
      Scratch scratch)
      throws CorruptBlock;

  /// The first row whose time is not before `time`, or `count`; for columns in [LongRole#TIME].
  ///
  /// This default decodes one granule for each step of a binary search. A codec for times replaces
  /// it by one that decodes at most one granule.
  ///
  /// @throws CorruptBlock when the payload cannot be what [#encode] writes
  default int lowerBound(
      byte[] src, int off, int len, int version, int count, long time, Scratch scratch)
      throws CorruptBlock {
    int granule = Math.min(granule(), count);
    long[] rows = scratch.searchRows(granule);
    int low = 0;
    int high = (count + granule - 1) / granule;
    while (low < high) {
      int middle = (low + high) >>> 1;
      int first = middle * granule;
      int end = Math.min(first + granule, count);
      decode(src, off, len, version, count, first, end, rows, 0, scratch);
      if (rows[end - first - 1] < time) {
        low = middle + 1;
      } else if (rows[0] >= time) {
        high = middle;
        if (low == high) {
          return first;
        }
      } else {
        int row = 0;
        while (rows[row] < time) {
          row++;
        }
        return first + row;
      }
    }
    return Math.min(low * granule, count);
  }
}
