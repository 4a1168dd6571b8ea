package io.tsink.protocol.exposition;

/// A piece of text with its escapes undone. Confined and reusable; what has none is not copied.
final class Quoted {
  private byte[] scratch = new byte[256];
  private byte[] bytes = scratch;
  private int start;
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int length() {
    return length;
  }

  /// Takes `source[from, to)` as it stands.
  void plain(byte[] source, int from, int to) {
    bytes = source;
    start = from;
    length = to - from;
  }

  /// Takes `source[from, to)` and undoes `\\`, `\"` and `\n`.
  void unescape(byte[] source, int from, int to) {
    unescape(source, from, to, true);
  }

  /// Takes `source[from, to)` and undoes `\\` and `\n`, and `\"` where quotes are escaped.
  void unescape(byte[] source, int from, int to, boolean quotes) {
    plain(source, from, to);
    int first = from;
    while (first < to && source[first] != '\\') {
      first++;
    }
    if (first == to) {
      return;
    }
    if (scratch.length < to - from) {
      scratch = new byte[Math.max(2 * scratch.length, to - from)];
    }
    int used = 0;
    for (int i = from; i < to; i++) {
      byte c = source[i];
      if (c == '\\' && i + 1 < to && isEscape(source[i + 1], quotes)) {
        i++;
        c = source[i] == 'n' ? (byte) '\n' : source[i];
      }
      scratch[used++] = c;
    }
    bytes = scratch;
    start = 0;
    length = used;
  }

  private static boolean isEscape(byte c, boolean quotes) {
    return c == '\\' || c == 'n' || (quotes && c == '"');
  }
}
