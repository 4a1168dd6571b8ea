package io.tsink.api;

import java.util.Arrays;

/// A column of byte strings: one arena of bytes and the end of each row in it. Reusable; confined.
///
/// Row *i* is `arena()[start(i), end(i))`. Rows are appended, never changed; [#clear] keeps the
/// room. Text is kept as its UTF-8; whether a column is text is the business of its owner.
public final class BytesColumn {

  private byte[] arena = new byte[0];
  private int[] ends = new int[0];
  private int size;

  /// An empty column.
  public BytesColumn() {}

  /// The number of rows.
  public int size() {
    return size;
  }

  /// Where row `row` starts in the arena.
  public int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  /// Where row `row` ends in the arena.
  public int end(int row) {
    return ends[row];
  }

  /// The length of row `row` in bytes.
  public int length(int row) {
    return ends[row] - start(row);
  }

  /// The bytes of all rows, borrowed until the next append; what lies behind the last row is
  /// undefined.
  public byte[] arena() {
    return arena;
  }

  /// A copy of row `row`, for friendly edges.
  public byte[] copyOf(int row) {
    return Arrays.copyOfRange(arena, start(row), end(row));
  }

  /// Appends a row with the bytes of a slice.
  public void append(byte[] src, int off, int len) {
    int start = appendRow(len);
    System.arraycopy(src, off, arena, start, len);
  }

  /// Appends row `row` of another column, or of this one.
  public void append(BytesColumn other, int row) {
    int from = other.start(row);
    int length = other.end(row) - from;
    int start = appendRow(length);
    System.arraycopy(other.arena, from, arena, start, length);
  }

  /// Appends a row of `length` bytes and returns where it starts in the [#arena].
  ///
  /// The bytes are undefined until the caller writes them.
  public int appendRow(int length) {
    int start = bytes();
    int end = Math.addExact(start, length);
    if (arena.length < end) {
      arena = Arrays.copyOf(arena, roomFor(end));
    }
    if (ends.length == size) {
      ends = Arrays.copyOf(ends, roomFor(size + 1));
    }
    ends[size++] = end;
    return start;
  }

  /// The bytes of all rows together.
  public int bytes() {
    return size == 0 ? 0 : ends[size - 1];
  }

  /// Drops all rows and keeps the room.
  public void clear() {
    size = 0;
  }

  /// Drops the rows from `newSize` on.
  public void truncate(int newSize) {
    if (newSize < 0 || newSize > size) {
      throw new IllegalArgumentException("cannot truncate %d rows to %d".formatted(size, newSize));
    }
    size = newSize;
  }

  /// The bytes of heap that this column holds, used or not.
  public long heapBytes() {
    return 64L + arena.length + (long) ends.length * Integer.BYTES;
  }

  private static int roomFor(int wanted) {
    return (int) Math.min(Math.max(16L, wanted + (long) (wanted >> 1)), Integer.MAX_VALUE - 8);
  }
}
