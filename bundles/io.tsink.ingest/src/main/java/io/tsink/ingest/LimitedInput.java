package io.tsink.ingest;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.io.InputStream;

/// The bytes of a body as sent, counted and limited. Confined.
final class LimitedInput extends InputStream {
  private final ByteSource source;
  private final long maxBytes;
  private final String limit;
  private long count;

  LimitedInput(ByteSource source, long maxBytes, String limit) {
    this.source = source;
    this.maxBytes = maxBytes;
    this.limit = limit;
  }

  /// Returns the number of bytes read so far.
  long count() {
    return count;
  }

  /// Refuses a body by its stated length, before a byte of it is read.
  ///
  /// @param length -1 when it is not stated
  void announce(long length) {
    if (length > maxBytes) {
      throw tooLarge(length + " bytes");
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int read = source.read(buffer, offset, length);
    if (read > 0) {
      count += read;
      if (count > maxBytes) {
        throw tooLarge("more");
      }
    }
    return read;
  }

  private StorageException tooLarge(String found) {
    return new StorageException(
        ErrorKind.TOO_LARGE,
        "the body has %s, expected at most %d bytes (%s)".formatted(found, maxBytes, limit));
  }
}
