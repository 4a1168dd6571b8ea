package io.tsink.api.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The cells of neighbouring rows of kind `F64`: whole numbers and short decimals take the bytes
/// that they need, all else eight. Nothing is lost: a number is written as a decimal only when the
/// division that reads it gives the same 64 bits. Without state.
///
/// The test for decimals is that of ALP (Afroozeh, Kuffó and Boncz, SIGMOD 2023), with one exponent
/// for all cells of a run.
final class FloatCells {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// The tag of eight raw bytes; below are whole numbers, above decimals.
  private static final int RAW = 8;

  /// Largest exponent: up to here ten to it is exact as a double.
  private static final int MAX_EXPONENT = 22;

  /// Decimals of more digits are rare, and each digit sought costs time.
  private static final int MAX_SOUGHT_EXPONENT = 9;

  private static final int SAMPLED_ROWS = 256;
  private static final int SAMPLED_FRACTIONS = 32;

  /// An exponent is chosen when this part of the fractions needs it.
  private static final int SHARE = 8;

  private static final double[] POWERS = new double[MAX_EXPONENT + 1];

  static {
    double power = 1;
    for (int i = 0; i <= MAX_EXPONENT; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private FloatCells() {}

  /// Appends the cells of the rows `[first, end)` of a selection.
  ///
  /// @param rows the selection, null for all rows
  static void write(long[] cells, int @Nullable [] rows, int first, int end, FrameBuffer out) {
    int count = end - first;
    int exponent = exponent(cells, rows, first, end);
    double scale = POWERS[exponent];
    out.putByte(exponent);
    int tags = out.skip(tagBytes(count) + Long.BYTES * count);
    byte[] bytes = out.bytes();
    int at = tags + tagBytes(count);
    int even = 0;
    for (int i = 0; i < count; i++) {
      long bits = cells[rows == null ? first + i : rows[first + i]];
      double value = Double.longBitsToDouble(bits);
      long number = (long) value;
      int tag = RAW;
      if (Double.doubleToRawLongBits((double) number) == bits) {
        tag = length(number);
      } else if (exponent > 0) {
        long decimal = (long) Math.rint(value * scale);
        int length = length(decimal);
        if (length < RAW && Double.doubleToRawLongBits(decimal / scale) == bits) {
          number = decimal;
          tag = RAW + length;
        }
      }
      LONG.set(bytes, at, tag == RAW ? bits : number);
      at += cellBytes(tag);
      if ((i & 1) == 0) {
        even = tag;
      } else {
        bytes[tags + (i >> 1)] = (byte) (even | tag << 4);
      }
    }
    if ((count & 1) != 0) {
      bytes[tags + (count >> 1)] = (byte) even;
    }
    out.truncate(at);
  }

  /// The exponent that decimals of these rows are best written with, 0 when there are none.
  private static int exponent(long[] cells, int @Nullable [] rows, int first, int end) {
    int[] needed = null;
    int fractions = 0;
    int last = Math.min(end, first + SAMPLED_ROWS);
    for (int i = first; i < last && fractions < SAMPLED_FRACTIONS; i++) {
      double value = Double.longBitsToDouble(cells[rows == null ? i : rows[i]]);
      if (value != Math.rint(value)) {
        fractions++;
        if (needed == null) {
          needed = new int[MAX_SOUGHT_EXPONENT + 1];
        }
        needed[neededExponent(value)]++;
      }
    }
    if (needed == null) {
      return 0;
    }
    for (int exponent = MAX_SOUGHT_EXPONENT; exponent > 0; exponent--) {
      if (SHARE * needed[exponent] >= fractions) {
        return exponent;
      }
    }
    return 0;
  }

  /// The least exponent with which a fraction is a whole number, 0 for none.
  private static int neededExponent(double value) {
    for (int exponent = 1; exponent <= MAX_SOUGHT_EXPONENT; exponent++) {
      double scale = POWERS[exponent];
      long decimal = (long) Math.rint(value * scale);
      if (decimal / scale == value) {
        return length(decimal) < RAW ? exponent : 0;
      }
    }
    return 0;
  }

  /// How many bytes of two's complement hold a number; none for 0.
  private static int length(long number) {
    return number == 0
        ? 0
        : ((Long.SIZE - Long.numberOfLeadingZeros(number ^ (number >> 63))) >>> 3) + 1;
  }

  /// Reads the cells of `count` rows.
  static void read(FrameCursor in, long[] target, int from, int count) {
    int exponent = in.getByte();
    if (exponent > MAX_EXPONENT) {
      throw in.malformed("exponent %d, expected at most %d".formatted(exponent, MAX_EXPONENT));
    }
    double scale = POWERS[exponent];
    int tags = in.skip(tagBytes(count));
    byte[] bytes = in.bytes();
    int length = 0;
    for (int i = 0; i < count; i++) {
      length += cellBytes(tag(bytes, tags, i));
    }
    if ((count & 1) != 0 && tag(bytes, tags, count) != 0) {
      throw in.malformed("a tag %d of no row".formatted(tag(bytes, tags, count)));
    }
    int at = in.skip(length);
    for (int i = 0; i < count; i++) {
      int tag = tag(bytes, tags, i);
      int size = cellBytes(tag);
      long number = size == 0 ? 0 : number(bytes, at, size);
      at += size;
      target[from + i] =
          tag == RAW
              ? number
              : Double.doubleToRawLongBits(tag < RAW ? (double) number : number / scale);
    }
  }

  private static int tag(byte[] bytes, int tags, int row) {
    return bytes[tags + (row >> 1)] >>> ((row & 1) << 2) & 0xf;
  }

  /// The signed number in `size` bytes, of which the array holds all.
  private static long number(byte[] bytes, int at, int size) {
    if (at <= bytes.length - Long.BYTES) {
      int shift = Long.SIZE - Byte.SIZE * size;
      return (long) LONG.get(bytes, at) << shift >> shift;
    }
    long number = bytes[at + size - 1];
    for (int i = size - 2; i >= 0; i--) {
      number = number << Byte.SIZE | (bytes[at + i] & 0xff);
    }
    return number;
  }

  private static int tagBytes(int count) {
    return (count + 1) >> 1;
  }

  private static int cellBytes(int tag) {
    return tag <= RAW ? tag : tag - RAW;
  }
}
