package io.tsink.engine.head;

import io.tsink.api.ValueKind;

/// Writes the parts of a coded row, as [io.tsink.engine.head] specifies; [RowReader] reads them.
final class RowCode {
  /// Widths of differences of whole numbers, by their code.
  private static final int[] DIFFERENCE_WIDTHS = {6, 12, 20, 32};

  private RowCode() {}

  /// How far the steps of times are shifted so that those within a window fit 31 bits.
  ///
  /// @param span width of a window
  static int shift(long span) {
    return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(span) - 31);
  }

  /// What is kept of a step of rising times.
  static int step(long difference, int shift) {
    return (int) (difference >>> shift);
  }

  static int differenceWidth(int code) {
    return DIFFERENCE_WIDTHS[code];
  }

  /// Numbers of small magnitude, of either sign, as small numbers.
  static long zigZag(long value) {
    return (value << 1) ^ (value >> (Long.SIZE - 1));
  }

  static long unZigZag(long coded) {
    return (coded >>> 1) ^ -(coded & 1);
  }

  /// @param surprise the difference of a time to the one that was expected
  static void putTime(RowWriter out, long surprise) {
    long coded = zigZag(surprise);
    if (coded == 0) {
      out.put(0, 1);
    } else if (coded >>> 6 == 0) {
      out.put((coded << 2) | 0b01, 8);
    } else if (coded >>> 12 == 0) {
      out.put((coded << 3) | 0b011, 15);
    } else if (coded >>> 32 == 0) {
      out.put((coded << 4) | 0b0111, 36);
    } else {
      out.put(0b01111, 5);
      out.putLong(coded);
    }
  }

  /// @param difference between the commit numbers of a row and the one before
  static void putCommit(RowWriter out, long difference) {
    if (difference == 0) {
      out.put(0b011, 3);
    } else if (difference > 0 && difference <= 16) {
      out.put((difference - 1) << 1, 5);
    } else if (difference > 16 && difference <= 1040) {
      out.put(((difference - 17) << 2) | 0b01, 12);
    } else if (zigZag(difference) >>> 16 == 0) {
      out.put((zigZag(difference) << 4) | 0b0111, 20);
    } else {
      out.put(0b1111, 4);
      out.putLong(difference);
    }
  }

  static void putCell(RowWriter out, long last, long cell, ValueKind kind) {
    if (cell == last) {
      out.put(0, 1);
      return;
    }
    if (kind != ValueKind.F64) {
      putDifference(out, last, cell, zigZag(cell - last));
    } else if (isWhole(last) && isWhole(cell)) {
      putDifference(out, last, cell, zigZag(whole(cell) - whole(last)));
    } else {
      putExclusive(out, last, cell);
    }
  }

  private static void putDifference(RowWriter out, long last, long cell, long coded) {
    if (coded >>> 6 == 0) {
      out.put((coded << 4) | 0b0001, 10);
    } else if (coded >>> 12 == 0) {
      out.put((coded << 4) | 0b0101, 16);
    } else if (coded >>> 20 == 0) {
      out.put((coded << 4) | 0b1001, 24);
    } else if (coded >>> 32 == 0) {
      out.put((coded << 4) | 0b1101, 36);
    } else {
      putExclusive(out, last, cell);
    }
  }

  private static void putExclusive(RowWriter out, long last, long cell) {
    long bits = cell ^ last;
    int trailing = Long.numberOfTrailingZeros(bits);
    int length = Long.SIZE - trailing - Long.numberOfLeadingZeros(bits);
    out.put(((long) trailing << 8) | ((length - 1L) << 2) | 0b11, 14);
    bits >>>= trailing;
    if (length > Integer.SIZE) {
      out.put(bits & 0xFFFF_FFFFL, Integer.SIZE);
      out.put(bits >>> Integer.SIZE, length - Integer.SIZE);
    } else {
      out.put(bits, length);
    }
  }

  /// Whether the bits are those of a double that a whole number of at most 53 bits stands for.
  private static boolean isWhole(long bits) {
    long number = whole(bits);
    return Double.doubleToRawLongBits((double) number) == bits && Math.abs(number) < (1L << 53);
  }

  /// The whole number that the bits of a double are for.
  static long whole(long bits) {
    return (long) Double.longBitsToDouble(bits);
  }

  /// Says what is other than in the row before.
  static void putChange(
      RowWriter out,
      boolean otherKind,
      ValueKind kind,
      boolean otherLead,
      long lead,
      boolean otherStart,
      long start) {
    out.put(0b11111, 5);
    out.put((otherKind ? 1 : 0) | (otherLead ? 2 : 0) | (otherStart ? 4 : 0), 3);
    if (otherKind) {
      out.put(kind.ordinal(), 3);
    }
    if (otherLead) {
      out.putLong(lead);
    }
    if (otherStart) {
      out.putLong(start);
    }
  }
}
