package io.tsink.http.query;

import io.tsink.spi.ingest.HttpResponse;
import java.io.OutputStream;

/// Writes to a response: whole when it is small, else piece by piece. Confined.
final class ResponseStream extends OutputStream {
  private static final int PIECE_BYTES = 1 << 15;

  private final HttpResponse response;
  private final byte[] piece = new byte[PIECE_BYTES];
  private int used;
  private boolean begun;

  ResponseStream(HttpResponse response) {
    this.response = response;
  }

  @Override
  public void write(int value) {
    if (used == piece.length) {
      flushPiece();
    }
    piece[used++] = (byte) value;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int from = offset;
    int left = length;
    while (left > 0) {
      if (used == piece.length) {
        flushPiece();
      }
      int count = Math.min(left, piece.length - used);
      System.arraycopy(bytes, from, piece, used, count);
      used += count;
      from += count;
      left -= count;
    }
  }

  private void flushPiece() {
    begun = true;
    response.write(piece, 0, used);
    used = 0;
  }

  /// Ends the response.
  @Override
  public void close() {
    if (!begun) {
      response.send(piece, 0, used);
    } else {
      if (used > 0) {
        flushPiece();
      }
      response.end();
    }
  }
}
