package io.tsink.api;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/// A 128-bit key over the bytes of a series as a protocol sent them, by which a known series is
/// found without parsing its labels. Confined and reusable; nothing is allocated after
/// construction.
///
/// A key is made of a *form seed* (the protocol and its mapping options), a *scope seed* (labels
/// that the listener adds) and any number of slices; the cut into slices matters. Keys are only
/// equal within one process: the function is keyed by random numbers drawn at start and never
/// stored.
///
/// Two different inputs get the same key with a probability below 2⁻¹⁰⁰ whatever a sender chooses,
/// because the function is universal over the choice of the random numbers: slices are reduced by
/// NH (UMAC, RFC 4418 section 5.2, with 64-bit words and two Toeplitz passes), and the results are
/// the coefficients of two polynomials over the field of 2⁶¹−1 elements, evaluated at random
/// points. Therefore a key may be trusted without comparing the bytes behind it.
public final class AliasKey {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int BLOCK_BYTES = 1024;
  private static final int BLOCK_WORDS = BLOCK_BYTES / Long.BYTES;
  private static final long PRIME = (1L << 61) - 1;

  private static final long[] NH_KEYS = new long[BLOCK_WORDS + 2];
  private static final long POINT_A;
  private static final long POINT_B;

  static {
    var random = new SecureRandom();
    for (int i = 0; i < NH_KEYS.length; i++) {
      NH_KEYS[i] = random.nextLong();
    }
    POINT_A = point(random);
    POINT_B = point(random);
  }

  private long a;
  private long b;

  /// The seeds of the last start and what they came to: most keys start like the one before.
  private long startForm;

  private long startScope;
  private long startA;
  private long startB;

  private static long point(SecureRandom random) {
    long drawn;
    do {
      drawn = random.nextLong() >>> 3;
    } while (drawn < 2 || drawn >= PRIME);
    return drawn;
  }

  /// Begins a key.
  public AliasKey start(long formSeed, long scopeSeed) {
    if (startA == 0 || formSeed != startForm || scopeSeed != startScope) {
      a = 1;
      b = 1;
      fold(formSeed);
      fold(scopeSeed);
      startForm = formSeed;
      startScope = scopeSeed;
      startA = a;
      startB = b;
    }
    a = startA;
    b = startB;
    return this;
  }

  /// Adds the slice `bytes[offset, offset + length)`.
  public AliasKey add(byte[] bytes, int offset, int length) {
    int at = offset;
    int left = length;
    while (left > BLOCK_BYTES) {
      addBlock(bytes, at, BLOCK_BYTES);
      at += BLOCK_BYTES;
      left -= BLOCK_BYTES;
    }
    addBlock(bytes, at, left);
    foldSmall(length);
    return this;
  }

  /// Adds another key, such as that of a symbol or of a prefix shared by several series.
  public AliasKey add(AliasKey other) {
    return add(other.high(), other.low());
  }

  /// Adds a key given as its two halves.
  public AliasKey add(long high, long low) {
    fold(high);
    fold(low);
    return this;
  }

  /// The upper 64 bits.
  public long high() {
    return canonical(a);
  }

  /// The lower 64 bits.
  public long low() {
    return canonical(b);
  }

  private static long canonical(long x) {
    return x >= PRIME ? x - PRIME : x;
  }

  private void addBlock(byte[] bytes, int offset, int length) {
    long firstLow = 0;
    long firstHigh = 0;
    long secondLow = 0;
    long secondHigh = 0;
    int whole = length & ~15;
    for (int i = 0; i < whole; i += 16) {
      long x = (long) LONGS.get(bytes, offset + i);
      long y = (long) LONGS.get(bytes, offset + i + 8);
      int k = i >>> 3;
      long p = x + NH_KEYS[k];
      long q = y + NH_KEYS[k + 1];
      long low = p * q;
      firstLow += low;
      firstHigh += unsignedHigh(p, q) + carry(firstLow, low);
      p = x + NH_KEYS[k + 2];
      q = y + NH_KEYS[k + 3];
      low = p * q;
      secondLow += low;
      secondHigh += unsignedHigh(p, q) + carry(secondLow, low);
    }
    if (whole < length) {
      long x = partial(bytes, offset + whole, Math.min(8, length - whole));
      long y = length - whole <= 8 ? 0 : partial(bytes, offset + whole + 8, length - whole - 8);
      int k = whole >>> 3;
      long p = x + NH_KEYS[k];
      long q = y + NH_KEYS[k + 1];
      long low = p * q;
      firstLow += low;
      firstHigh += unsignedHigh(p, q) + carry(firstLow, low);
      p = x + NH_KEYS[k + 2];
      q = y + NH_KEYS[k + 3];
      low = p * q;
      secondLow += low;
      secondHigh += unsignedHigh(p, q) + carry(secondLow, low);
    }
    foldAll(firstHigh, firstLow, secondHigh, secondLow);
  }

  private static long partial(byte[] bytes, int offset, int length) {
    long word = 0;
    for (int i = 0; i < length; i++) {
      word |= (bytes[offset + i] & 0xffL) << (8 * i);
    }
    return word;
  }

  private static long unsignedHigh(long x, long y) {
    return Math.unsignedMultiplyHigh(x, y);
  }

  private static long carry(long sum, long added) {
    return Long.compareUnsigned(sum, added) < 0 ? 1 : 0;
  }

  /// Takes 256 bits as five coefficients of up to 52 bits.
  private void foldAll(long w0, long w1, long w2, long w3) {
    foldSmall(w0 >>> 12);
    foldSmall((w0 & 0xfffL) << 40 | w1 >>> 24);
    foldSmall((w1 & 0xff_ffffL) << 28 | w2 >>> 36);
    foldSmall((w2 & 0xf_ffff_ffffL) << 16 | w3 >>> 48);
    foldSmall(w3 & 0xffff_ffff_ffffL);
  }

  /// Takes 64 bits as two coefficients.
  private void fold(long word) {
    foldSmall(word >>> 32);
    foldSmall(word & 0xffff_ffffL);
  }

  /// Takes a coefficient of up to 52 bits.
  private void foldSmall(long coefficient) {
    a = step(a, POINT_A, coefficient);
    b = step(b, POINT_B, coefficient);
  }

  /// A number that is `x · point + coefficient` modulo 2⁶¹−1 and at most 2⁶¹+3, for such an `x`,
  /// a point below the prime and a coefficient of up to 52 bits. [#canonical] ends the reduction.
  private static long step(long x, long point, long coefficient) {
    long high = Math.multiplyHigh(x, point);
    long low = x * point;
    long reduced = (low & PRIME) + ((high << 3) | (low >>> 61)) + coefficient;
    return (reduced & PRIME) + (reduced >>> 61);
  }
}
