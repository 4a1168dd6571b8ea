package io.tsink.codec.bytes;

/// Writes runs of bits into words.
final class BoolBits {

  private BoolBits() {}

  /// Sets bits `[from, to)` to one value and leaves all others.
  static void fill(long[] words, int from, int to, boolean value) {
    int bit = from;
    while (bit < to) {
      int end = Math.min(to, (bit | 63) + 1);
      put(words, bit, end - bit, value ? -1L : 0);
      bit = end;
    }
  }

  /// Writes the low `width` bits of `bits`, 1…64, from bit `at` on and leaves all others.
  static void put(long[] words, int at, int width, long bits) {
    long mask = -1L >>> (Long.SIZE - width);
    int word = at >> 6;
    int shift = at & 63;
    words[word] = (words[word] & ~(mask << shift)) | ((bits & mask) << shift);
    if (shift + width > Long.SIZE) {
      int rest = Long.SIZE - shift;
      words[word + 1] = (words[word + 1] & ~(mask >>> rest)) | ((bits & mask) >>> rest);
    }
  }

  /// The bits from bit `at` on, `width` of them, 1…64.
  static long get(long[] words, int at, int width) {
    int word = at >> 6;
    int shift = at & 63;
    long bits = words[word] >>> shift;
    if (shift + width > Long.SIZE) {
      bits |= words[word + 1] << (Long.SIZE - shift);
    }
    return bits & (-1L >>> (Long.SIZE - width));
  }
}
