package io.tsink.protocol.exposition;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigInteger;

/// Reads numbers from bytes without making objects. Confined and reusable.
///
/// A decimal is split into up to 19 significant digits and a power of ten. When both are exact as
/// doubles one operation gives the nearest double (Clinger, PLDI 1990); else the product with a
/// power of five of 128 bits does, which decides all but a few cases (Lemire, *Number parsing at a
/// gigabyte per second*, 2021, section 5); those, and numbers of more digits, go through
/// [Double#parseDouble].
final class Decimal {
  /// The NaN that Prometheus stores for a NaN in text.
  static final double NORMAL_NAN = Double.longBitsToDouble(0x7ff8000000000001L);

  private static final int MAX_DIGITS = 19;
  private static final int MIN_POWER = -342;
  private static final int MAX_POWER = 308;
  private static final double[] EXACT_TENS = new double[23];

  /// Upper and lower half of each power of five from [#MIN_POWER] on, shifted so that the first bit
  /// is set; positive powers are rounded down, negative ones up.
  private static final long[] FIVES = new long[2 * (MAX_POWER - MIN_POWER + 1)];

  static {
    double ten = 1;
    for (int i = 0; i < EXACT_TENS.length; i++) {
      EXACT_TENS[i] = ten;
      ten *= 10;
    }
    for (int power = MIN_POWER; power <= MAX_POWER; power++) {
      BigInteger bits = power < 0 ? reciprocal(-power) : leading(BigInteger.valueOf(5).pow(power));
      int at = 2 * (power - MIN_POWER);
      FIVES[at] = bits.shiftRight(Long.SIZE).longValue();
      FIVES[at + 1] = bits.longValue();
    }
  }

  private static BigInteger reciprocal(int power) {
    BigInteger five = BigInteger.valueOf(5).pow(power);
    int size = five.bitLength();
    int shift = power <= 27 ? size + 127 : 2 * size + 128;
    return leading(BigInteger.ONE.shiftLeft(shift).divide(five).add(BigInteger.ONE));
  }

  private static BigInteger leading(BigInteger number) {
    int shift = 128 - number.bitLength();
    return shift >= 0 ? number.shiftLeft(shift) : number.shiftRight(-shift);
  }

  private double value;
  private boolean negative;
  private boolean finite;
  private boolean exact;
  private long digits;
  private int power;

  /// Reads `bytes[from, to)` and tells whether it is a number.
  boolean read(byte[] bytes, int from, int to) {
    negative = from < to && bytes[from] == '-';
    finite = false;
    int at = negative || (from < to && bytes[from] == '+') ? from + 1 : from;
    if (at == to) {
      return false;
    }
    if (bytes[at] > '9') {
      return readWord(bytes, from, at, to);
    }
    return readDigits(bytes, from, at, to);
  }

  private boolean readWord(byte[] bytes, int from, int at, int to) {
    if (is(bytes, at, to, "nan")) {
      value = NORMAL_NAN;
      return at == from;
    }
    value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return is(bytes, at, to, "inf") || is(bytes, at, to, "infinity");
  }

  private static boolean is(byte[] bytes, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if ((bytes[from + i] | 0x20) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean readDigits(byte[] bytes, int from, int start, int to) {
    digits = 0;
    power = 0;
    exact = true;
    int significant = 0;
    boolean any = false;
    boolean fraction = false;
    int at = start;
    for (; at < to; at++) {
      int c = bytes[at];
      if (c >= '0' && c <= '9') {
        any = true;
        if (significant == MAX_DIGITS) {
          exact &= c == '0';
          power += fraction ? 0 : 1;
          continue;
        }
        digits = 10 * digits + (c - '0');
        significant += digits == 0 ? 0 : 1;
        power -= fraction ? 1 : 0;
      } else if (c == '.' && !fraction) {
        fraction = true;
      } else {
        break;
      }
    }
    if (!any || !readExponent(bytes, at, to)) {
      return false;
    }
    value = exact ? nearest() : Double.NaN;
    if (Double.isNaN(value)) {
      value = Double.parseDouble(new String(bytes, from, to - from, ISO_8859_1));
    } else if (negative) {
      value = -value;
    }
    finite = Double.isFinite(value);
    return finite;
  }

  private boolean readExponent(byte[] bytes, int start, int to) {
    if (start == to) {
      return true;
    }
    if ((bytes[start] | 0x20) != 'e') {
      return false;
    }
    int at = start + 1;
    boolean down = at < to && bytes[at] == '-';
    if (down || (at < to && bytes[at] == '+')) {
      at++;
    }
    if (at == to) {
      return false;
    }
    int exponent = 0;
    for (; at < to; at++) {
      int c = bytes[at];
      if (c < '0' || c > '9') {
        return false;
      }
      exponent = Math.min(99_999, 10 * exponent + (c - '0'));
    }
    power += down ? -exponent : exponent;
    return true;
  }

  /// The double nearest to the digits, or NaN when this cannot tell.
  private double nearest() {
    if (digits >= 0 && digits <= 1L << 53 && Math.abs(power) < EXACT_TENS.length) {
      return power < 0 ? digits / EXACT_TENS[-power] : digits * EXACT_TENS[power];
    }
    if (digits == 0 || power < MIN_POWER) {
      return 0;
    }
    if (power > MAX_POWER) {
      return Double.POSITIVE_INFINITY;
    }
    int shift = Long.numberOfLeadingZeros(digits);
    long shifted = digits << shift;
    int at = 2 * (power - MIN_POWER);
    long high = Math.unsignedMultiplyHigh(shifted, FIVES[at]);
    long low = shifted * FIVES[at];
    if ((high & 0x1ff) == 0x1ff) {
      long second = Math.unsignedMultiplyHigh(shifted, FIVES[at + 1]);
      low += second;
      if (Long.compareUnsigned(low, second) < 0) {
        high++;
      }
    }
    if (low == -1 && (power < -27 || power > 55)) {
      return Double.NaN;
    }
    return round(high, low, shift);
  }

  private double round(long high, long low, int shift) {
    int upper = (int) (high >>> 63);
    long mantissa = high >>> (upper + 9);
    int exponent = ((217_706 * power) >> 16) + 63 + upper - shift + 1023;
    if (exponent <= 0) {
      if (exponent <= -63) {
        return 0;
      }
      mantissa >>>= 1 - exponent;
      mantissa += mantissa & 1;
      return Double.longBitsToDouble(mantissa >>> 1);
    }
    boolean halfWay =
        Long.compareUnsigned(low, 1) <= 0 && power >= -4 && power <= 23 && (mantissa & 3) == 1;
    if (halfWay && mantissa << (upper + 9) == high) {
      mantissa &= ~1L;
    }
    mantissa += mantissa & 1;
    mantissa >>>= 1;
    if (mantissa >= 1L << 53) {
      mantissa = 1L << 52;
      exponent++;
    }
    if (exponent >= 2047) {
      return Double.POSITIVE_INFINITY;
    }
    return Double.longBitsToDouble(((long) exponent << 52) | (mantissa & ((1L << 52) - 1)));
  }

  /// Returns the number read, as a double.
  double value() {
    return value;
  }

  /// Returns a thousand times the number read, rounded down; `Long.MIN_VALUE` when it does not fit.
  long thousands() {
    if (!finite) {
      return Long.MIN_VALUE;
    }
    if (!exact || digits < 0) {
      double thousands = Math.floor(value * 1000);
      return Math.abs(thousands) < 0x1p63 ? (long) thousands : Long.MIN_VALUE;
    }
    long left = negative ? -digits : digits;
    int steps = power + 3;
    for (; steps < 0 && left != 0 && left != -1; steps++) {
      left = Math.floorDiv(left, 10);
    }
    for (; steps > 0 && left != 0; steps--) {
      if (Math.abs(left) > Long.MAX_VALUE / 10) {
        return Long.MIN_VALUE;
      }
      left *= 10;
    }
    return left;
  }
}
