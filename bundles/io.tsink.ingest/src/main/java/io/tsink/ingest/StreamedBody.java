package io.tsink.ingest;

import java.io.IOException;
import java.io.InputStream;

/// A body that is decoded while it is read.
final class StreamedBody extends DecodedBody {
  private final LimitedInput encoded;
  private final Coding coding;
  private final long maxBytes;
  private final int maxRatio;
  private final String limit;
  private final InputStream decoded;
  private long count;

  /// @param limit how the limit of decoded bytes is called in messages
  StreamedBody(LimitedInput encoded, Coding coding, long maxBytes, int maxRatio, String limit) {
    this.encoded = encoded;
    this.coding = coding;
    this.maxBytes = maxBytes;
    this.maxRatio = maxRatio;
    this.limit = limit;
    this.decoded = coding.open(encoded);
  }

  @Override
  public byte[] array() {
    throw streamed();
  }

  @Override
  public int offset() {
    throw streamed();
  }

  @Override
  public int length() {
    throw streamed();
  }

  private static IllegalStateException streamed() {
    return new IllegalStateException("the body of this route is streamed, it can only be read");
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    int read = coding.read(decoded, buffer, offset, length);
    if (read > 0) {
      count += read;
      check();
    }
    return read;
  }

  private void check() {
    if (count > maxBytes) {
      throw Coding.tooLarge(maxBytes, limit);
    }
    if (count - BodyLimits.FREE_BYTES > maxRatio * encoded.count()) {
      throw Coding.bomb(coding, count, encoded.count(), maxRatio);
    }
  }

  @Override
  public void close() {
    try {
      decoded.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing a decoder failed", e);
    }
  }
}
