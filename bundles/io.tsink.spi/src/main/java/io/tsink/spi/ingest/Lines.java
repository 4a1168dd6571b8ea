package io.tsink.spi.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Splits bytes into lines, which end with `\n` or `\r\n`. Confined and reusable; it allocates
/// nothing.
///
/// ```java
/// lines.over(buffer, offset, length, end);
/// while (lines.next()) {
///   parse(buffer, lines.start(), lines.end());
/// }
/// return lines.used();
/// ```
///
/// The last line may lack its end if nothing follows.
public final class Lines {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;

  private byte[] buffer = new byte[0];
  private int first;
  private int next;
  private int limit;
  private boolean last;
  private int start;
  private int end;
  private long number;

  /// Starts on `buffer[offset, offset + length)`, which is borrowed until the lines are done. Line
  /// numbers go on.
  ///
  /// @param isLast whether nothing follows, so that the rest is a line too
  public void over(byte[] bytes, int offset, int length, boolean isLast) {
    buffer = bytes;
    first = offset;
    next = offset;
    limit = offset + length;
    last = isLast;
    start = offset;
    end = offset;
  }

  /// Goes to the next line and tells whether there is one.
  public boolean next() {
    if (next == limit) {
      return false;
    }
    int feed = find(buffer, next, limit);
    if (feed < 0 && !last) {
      return false;
    }
    start = next;
    end = feed < 0 ? limit : feed;
    next = feed < 0 ? limit : feed + 1;
    if (end > start && buffer[end - 1] == '\r') {
      end--;
    }
    number++;
    return true;
  }

  /// Returns where the line starts.
  public int start() {
    return start;
  }

  /// Returns where the line ends, its line end not counted.
  public int end() {
    return end;
  }

  /// Returns the number of the line, from 1, counted over all buffers.
  public long number() {
    return number;
  }

  /// Returns the number of bytes in front of the line that [#next] looks for.
  public int used() {
    return next - first;
  }

  /// Starts counting lines anew.
  public void restart() {
    number = 0;
  }

  /// Returns the place of the first line feed in `bytes[from, to)`, or -1.
  public static int find(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long word = (long) LONGS.get(bytes, at) ^ (ONES * '\n');
      long zeros = (word - ONES) & ~word & HIGHS;
      if (zeros != 0) {
        return at + (Long.numberOfTrailingZeros(zeros) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }
}
