package io.tsink.engine.chunk;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.PayloadFilter;
import io.tsink.spi.codec.Scratch;
import org.jspecify.annotations.Nullable;

/// The payload of one column, on the heap, verified and without its filter. Confined and reusable.
final class ColumnReader {

  private byte[] stored = new byte[0];
  private byte[] restored = new byte[0];
  private byte[] bytes = stored;
  private int length;
  private @Nullable EncodedColumn held;

  /// Fetches a column unless it is the one held.
  ///
  /// @throws io.tsink.api.store.StorageException of kind `CORRUPTION` or `CODEC_MISSING`
  void fetch(EncodedColumn column, Codecs codecs, Scratch scratch) {
    if (held == column) {
      return;
    }
    held = null;
    int size = column.length();
    if (stored.length < size) {
      stored = new byte[size + size / 2];
    }
    column.copyVerified(stored);
    bytes = stored;
    length = size;
    CodecRef filter = column.filter();
    if (filter != null) {
      restore(column, codecs.filterReader(filter), filter.version(), scratch);
    }
    held = column;
  }

  private void restore(EncodedColumn column, PayloadFilter filter, int version, Scratch scratch) {
    int size = column.rawLength();
    if (restored.length < size) {
      restored = new byte[size + size / 2];
    }
    try {
      filter.restore(stored, 0, length, version, restored, 0, size, scratch);
    } catch (CorruptBlock e) {
      throw column.corrupt(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      throw column.failed(e);
    }
    bytes = restored;
    length = size;
  }

  /// Holds the payload from index 0 on, until the next fetch.
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
