package io.tsink.api;

/// Checks UTF-8 as RFC 3629 defines it: no overlong forms, no surrogates, at most U+10FFFF.
public final class Utf8 {
  private Utf8() {}

  /// Whether `bytes[offset, offset + length)` is well-formed.
  public static boolean valid(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      int first = bytes[at];
      if (first >= 0) {
        at++;
        continue;
      }
      int size = sequence(bytes, at, end);
      if (size == 0) {
        return false;
      }
      at += size;
    }
    return true;
  }

  /// Length of the multi-byte sequence at `at`, or 0 when it is malformed.
  private static int sequence(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xff;
    if (first >= 0xc2 && first <= 0xdf) {
      return at + 1 < end && continues(bytes[at + 1]) ? 2 : 0;
    }
    if (first >= 0xe0 && first <= 0xef) {
      if (at + 2 >= end || !continues(bytes[at + 1]) || !continues(bytes[at + 2])) {
        return 0;
      }
      int second = bytes[at + 1] & 0xff;
      boolean overlong = first == 0xe0 && second < 0xa0;
      boolean surrogate = first == 0xed && second >= 0xa0;
      return overlong || surrogate ? 0 : 3;
    }
    if (first >= 0xf0 && first <= 0xf4) {
      if (at + 3 >= end
          || !continues(bytes[at + 1])
          || !continues(bytes[at + 2])
          || !continues(bytes[at + 3])) {
        return 0;
      }
      int second = bytes[at + 1] & 0xff;
      boolean overlong = first == 0xf0 && second < 0x90;
      boolean beyond = first == 0xf4 && second >= 0x90;
      return overlong || beyond ? 0 : 4;
    }
    return 0;
  }

  private static boolean continues(byte b) {
    return (b & 0xc0) == 0x80;
  }
}
