package io.tsink.engine.head;

import io.tsink.api.ValueKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads coded rows one after another, as [io.tsink.engine.head] specifies; [RowCode] writes them.
/// Confined and reusable.
final class RowReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] NOTHING = {};
  private static final ValueKind[] KINDS = ValueKind.values();

  /// Bytes that must be there behind the last row.
  static final int PADDING = Long.BYTES;

  private byte[] bytes = NOTHING;
  private long at;
  private int shift;
  private long maxTime;
  private long lastStep;

  private long time;
  private long commit;
  private long lead;
  private long start;
  private long cell;
  private ValueKind kind = ValueKind.F64;

  /// Starts over, before the first row.
  ///
  /// @param coded followed by [#PADDING]
  /// @param firstTime of the window
  /// @param first the commit of the first row
  /// @param firstKind the kind of the first row
  void start(byte[] coded, int timeShift, long firstTime, Commit first, ValueKind firstKind) {
    bytes = coded;
    at = 0;
    shift = timeShift;
    maxTime = firstTime;
    lastStep = 0;
    commit = first.number();
    lead = first.lead();
    start = 0;
    cell = 0;
    kind = firstKind;
  }

  /// Reads the next row.
  void next() {
    long word = peek();
    int ones = Long.numberOfTrailingZeros(~word);
    if (ones >= 5) {
      readChange();
      word = peek();
      ones = Long.numberOfTrailingZeros(~word);
    }
    readTime(word, ones);
    readCommit();
    if (kind.isNumeric()) {
      readCell();
    }
  }

  private long peek() {
    return (long) LONG.get(bytes, (int) (at >>> 3)) >>> (at & 7);
  }

  private long take(int count) {
    long word = peek() & ((1L << count) - 1);
    at += count;
    return word;
  }

  private long takeLong() {
    long low = take(Integer.SIZE);
    return (take(Integer.SIZE) << Integer.SIZE) | low;
  }

  private void readTime(long word, int ones) {
    long coded = 0;
    switch (ones) {
      case 0 -> at += 1;
      case 1 -> {
        coded = (word >>> 2) & 0x3F;
        at += 8;
      }
      case 2 -> {
        coded = (word >>> 3) & 0xFFF;
        at += 15;
      }
      case 3 -> {
        coded = (word >>> 4) & 0xFFFF_FFFFL;
        at += 36;
      }
      default -> {
        at += 5;
        coded = takeLong();
      }
    }
    time = maxTime + (lastStep << shift) + RowCode.unZigZag(coded);
    if (time > maxTime) {
      lastStep = RowCode.step(time - maxTime, shift);
      maxTime = time;
    }
  }

  private void readCommit() {
    long word = peek();
    switch (Long.numberOfTrailingZeros(~word)) {
      case 0 -> {
        commit += ((word >>> 1) & 0xF) + 1;
        at += 5;
      }
      case 1 -> {
        commit += ((word >>> 2) & 0x3FF) + 17;
        at += 12;
      }
      case 2 -> at += 3;
      case 3 -> {
        commit += RowCode.unZigZag((word >>> 4) & 0xFFFF);
        at += 20;
      }
      default -> {
        at += 4;
        commit += takeLong();
      }
    }
  }

  private void readCell() {
    long word = peek();
    if ((word & 1) == 0) {
      at += 1;
    } else if ((word & 2) == 0) {
      int width = RowCode.differenceWidth((int) ((word >>> 2) & 3));
      at += 4 + width;
      long difference = RowCode.unZigZag((word >>> 4) & ((1L << width) - 1));
      cell =
          kind == ValueKind.F64
              ? Double.doubleToRawLongBits((double) (RowCode.whole(cell) + difference))
              : cell + difference;
    } else {
      int length = ((int) (word >>> 2) & 0x3F) + 1;
      int trailing = (int) ((word >>> 8) & 0x3F);
      at += 14;
      long bits =
          length > Integer.SIZE
              ? take(Integer.SIZE) | (take(length - Integer.SIZE) << Integer.SIZE)
              : take(length);
      cell ^= bits << trailing;
    }
  }

  private void readChange() {
    at += 5;
    int changes = (int) take(3);
    if ((changes & 1) != 0) {
      kind = KINDS[(int) take(3)];
    }
    if ((changes & 2) != 0) {
      lead = takeLong();
    }
    if ((changes & 4) != 0) {
      start = takeLong();
    }
  }

  long time() {
    return time;
  }

  long commit() {
    return commit;
  }

  long sequence() {
    return commit + lead;
  }

  /// The start timestamp, 0 for unknown.
  long start() {
    return start;
  }

  /// The bits of the number of the last numeric row.
  long cell() {
    return cell;
  }

  ValueKind kind() {
    return kind;
  }
}
