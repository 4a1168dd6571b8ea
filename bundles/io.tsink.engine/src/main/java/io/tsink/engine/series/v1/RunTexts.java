package io.tsink.engine.series.v1;

import io.tsink.spi.codec.CorruptBlock;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The texts of a mapped run. Thread-safe.
final class RunTexts {

  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final MemorySegment run;
  private final long texts;
  private final long ends;
  private final long orders;
  private final int count;

  RunTexts(MemorySegment run, long texts, long ends, long orders, int count) throws CorruptBlock {
    this.run = run;
    this.texts = texts;
    this.ends = ends;
    this.orders = orders;
    this.count = count;
    if (count > 0 && texts + (end(count - 1) - texts) > ends) {
      throw new CorruptBlock("texts of %d bytes".formatted(end(count - 1) - texts));
    }
  }

  int count() {
    return count;
  }

  /// Where the text of a symbol starts.
  long start(int symbol) {
    return symbol == 0 ? texts : end(symbol - 1);
  }

  /// Where it ends.
  long end(int symbol) {
    return texts + Integer.toUnsignedLong(run.get(INT, ends + (long) symbol * Integer.BYTES));
  }

  int length(int symbol) {
    return (int) (end(symbol) - start(symbol));
  }

  byte[] bytes(int symbol) {
    byte[] bytes = new byte[length(symbol)];
    copy(symbol, bytes, 0);
    return bytes;
  }

  /// Copies a text and returns the end of it.
  int copy(int symbol, byte[] into, int at) {
    long start = start(symbol);
    int length = (int) (end(symbol) - start);
    MemorySegment.copy(run, ValueLayout.JAVA_BYTE, start, into, at, length);
    return at + length;
  }

  /// Whether a text is `bytes[from, to)`.
  boolean is(int symbol, byte[] bytes, int from, int to) {
    return MemorySegment.mismatch(
            run, start(symbol), end(symbol), MemorySegment.ofArray(bytes), from, to)
        < 0;
  }

  /// The symbol of a text, or −1.
  int find(byte[] text) {
    MemorySegment wanted = MemorySegment.ofArray(text);
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int symbol = run.get(INT, orders + (long) middle * Integer.BYTES);
      int order = compare(start(symbol), end(symbol), wanted, text);
      if (order == 0) {
        return symbol;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private int compare(long start, long end, MemorySegment wanted, byte[] text) {
    long at = MemorySegment.mismatch(run, start, end, wanted, 0, text.length);
    if (at < 0) {
      return 0;
    }
    if (at == end - start || at == text.length) {
      return Long.compare(end - start, text.length);
    }
    return Integer.compare(
        run.get(ValueLayout.JAVA_BYTE, start + at) & 0xFF, text[(int) at] & 0xFF);
  }
}
