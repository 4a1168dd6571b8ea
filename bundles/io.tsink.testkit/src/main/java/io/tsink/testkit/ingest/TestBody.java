package io.tsink.testkit.ingest;

import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.RequestBody;
import java.util.Arrays;

/// A body that arrives in pieces. Confined.
final class TestBody implements RequestBody {
  private static final int MARGIN = 3;

  private final byte[] array;
  private final int length;
  private final int[] pieces;
  private final boolean whole;
  private int read;
  private int piece;

  /// @param pieces lengths of what one read gives at most, used in turn and over again; empty for
  ///     no limit
  TestBody(byte[] content, int[] pieces, HttpRoute.BodyMode mode) {
    this.length = content.length;
    this.array = new byte[length + 2 * MARGIN];
    Arrays.fill(array, (byte) 0xee);
    System.arraycopy(content, 0, array, MARGIN, length);
    this.pieces = pieces;
    this.whole = mode == HttpRoute.BodyMode.WHOLE;
  }

  @Override
  public byte[] array() {
    requireWhole();
    return array;
  }

  @Override
  public int offset() {
    requireWhole();
    return MARGIN;
  }

  @Override
  public int length() {
    requireWhole();
    return length;
  }

  private void requireWhole() {
    if (!whole) {
      throw new IllegalStateException("the body is streamed");
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int wanted) {
    if (read == length) {
      return -1;
    }
    int most = pieces.length == 0 ? wanted : Math.max(1, pieces[piece++ % pieces.length]);
    int count = Math.min(Math.min(wanted, most), length - read);
    System.arraycopy(array, MARGIN + read, buffer, offset, count);
    read += count;
    return count;
  }

  /// Spoils the array, which was borrowed.
  void poison() {
    Arrays.fill(array, (byte) 0xdd);
  }
}
