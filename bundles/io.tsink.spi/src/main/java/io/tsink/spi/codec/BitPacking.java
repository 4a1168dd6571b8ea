package io.tsink.spi.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Packs whole numbers into bits and back.
///
/// A *run* of *n* numbers of width *w* (0…64 bits) takes `(n * w + 7) / 8` bytes. Number *i* is the
/// bits `[i * w, (i + 1) * w)`, where bit *b* is bit `b & 7`, counted from the lowest, of byte
/// `b >> 3`. Unused bits of the last byte are zero.
public final class BitPacking {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Up to this width a number at any bit lies inside one load of eight bytes.
  private static final int ONE_LOAD = Long.SIZE - 7;

  private BitPacking() {}

  /// The bytes of a run.
  public static int bytes(int count, int width) {
    return (int) (((long) count * width + 7) >>> 3);
  }

  /// The bits needed to write an unsigned number, 0 for 0.
  public static int width(long value) {
    return Long.SIZE - Long.numberOfLeadingZeros(value);
  }

  /// Folds the sign into the lowest bit, so that numbers near zero need few bits.
  public static long zigZag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  /// Undoes [#zigZag].
  public static long unZigZag(long value) {
    return (value >>> 1) ^ -(value & 1);
  }

  /// Appends the run of `values[from, to)`, of which only the low `width` bits may be set.
  public static void pack(long[] values, int from, int to, int width, Output out) {
    int length = bytes(to - from, width);
    int at = out.reserve(length);
    byte[] dest = out.array();
    int end = at + length;
    long word = 0;
    int filled = 0;
    for (int i = from; i < to; i++) {
      long value = values[i];
      word |= value << filled;
      filled += width;
      if (filled >= Long.SIZE) {
        LONG.set(dest, at, word);
        at += Long.BYTES;
        filled -= Long.SIZE;
        // A shift by 64 would be one by 0, hence the two cases.
        word = filled == 0 ? 0 : value >>> (width - filled);
      }
    }
    for (; at < end; at++) {
      dest[at] = (byte) word;
      word >>>= 8;
    }
  }

  /// Unpacks numbers `[first, first + count)` of the run that starts at `src[off]`.
  ///
  /// Reads nothing at or behind `end`. The caller has checked that the run ends there or before.
  public static void unpack(
      byte[] src, int off, int end, int width, int first, int count, long[] dest, int destOff) {
    if (width == 0) {
      Arrays.fill(dest, destOff, destOff + count, 0);
      return;
    }
    long mask = -1L >>> (Long.SIZE - width);
    long bit = (long) first * width;
    int i = 0;
    if (width <= ONE_LOAD) {
      for (; i < count; i++) {
        int at = off + (int) (bit >>> 3);
        if (at > end - Long.BYTES) {
          break;
        }
        dest[destOff + i] = ((long) LONG.get(src, at) >>> (bit & 7)) & mask;
        bit += width;
      }
    }
    for (; i < count; i++) {
      dest[destOff + i] = load(src, off + (int) (bit >>> 3), end, (int) (bit & 7)) & mask;
      bit += width;
    }
  }

  /// Number `index` of the run that starts at `src[off]`; the caller has checked that it is there.
  public static long get(byte[] src, int off, int end, int width, int index) {
    if (width == 0) {
      return 0;
    }
    long bit = (long) index * width;
    return load(src, off + (int) (bit >>> 3), end, (int) (bit & 7)) & (-1L >>> (Long.SIZE - width));
  }

  /// Sixty-four bits from bit `shift` (0…7) of `src[at]` on; zeros stand for what is at or behind
  /// `end`.
  public static long load(byte[] src, int at, int end, int shift) {
    if (at < end - Long.BYTES) {
      // Two shifts in place of one by 64 - shift, which would be none where it is 64.
      long high = (src[at + Long.BYTES] & 0xFFL) << 1 << (Long.SIZE - 1 - shift);
      return (long) LONG.get(src, at) >>> shift | high;
    }
    long low = 0;
    for (int i = end - 1; i >= at; i--) {
      low = (low << 8) | (src[i] & 0xFF);
    }
    return low >>> shift;
  }
}
