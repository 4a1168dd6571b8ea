package io.tsink.ingest;

/// A body in memory.
final class WholeBody extends DecodedBody {
  private final BufferPool pool;
  private final byte[] array;
  private final int length;
  private int read;
  private boolean closed;

  /// @param array given; goes to the pool
  WholeBody(BufferPool pool, byte[] array, int length) {
    this.pool = pool;
    this.array = array;
    this.length = length;
  }

  @Override
  public byte[] array() {
    return array;
  }

  @Override
  public int offset() {
    return 0;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public int read(byte[] buffer, int offset, int wanted) {
    if (read == length) {
      return -1;
    }
    int count = Math.min(wanted, length - read);
    System.arraycopy(array, read, buffer, offset, count);
    read += count;
    return count;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      pool.give(array);
    }
  }
}
