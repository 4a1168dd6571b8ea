package io.tsink.protocol.exposition;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A place in a line. Confined and reusable.
final class Line {
  private static final int SHOWN = 60;

  private static final byte NAME_START = 1;
  private static final byte LABEL_START = 2;
  private static final byte DIGIT = 4;
  private static final byte[] CLASSES = new byte[256];

  static {
    for (int c = 'a'; c <= 'z'; c++) {
      CLASSES[c] = NAME_START | LABEL_START;
      CLASSES[c - 'a' + 'A'] = NAME_START | LABEL_START;
    }
    for (int c = '0'; c <= '9'; c++) {
      CLASSES[c] = DIGIT;
    }
    CLASSES['_'] = NAME_START | LABEL_START;
    CLASSES[':'] = NAME_START;
  }

  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  void over(byte[] source, int start, int stop) {
    bytes = source;
    at = start;
    end = stop;
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  void at(int place) {
    at = place;
  }

  int end() {
    return end;
  }

  boolean atEnd() {
    return at >= end;
  }

  byte peek() {
    return bytes[at];
  }

  void advance() {
    at++;
  }

  void skipBlanks() {
    while (at < end && isBlank(bytes[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }

  /// Goes behind a metric name and tells whether there was one.
  boolean skipName() {
    return skipWord(NAME_START);
  }

  /// Goes behind a label name and tells whether there was one.
  boolean skipLabelName() {
    return skipWord(LABEL_START);
  }

  private boolean skipWord(int first) {
    if (at == end || (CLASSES[bytes[at] & 0xff] & first) == 0) {
      return false;
    }
    at++;
    while (at < end && (CLASSES[bytes[at] & 0xff] & (first | DIGIT)) != 0) {
      at++;
    }
    return true;
  }

  /// Goes to the next blank or #.
  void skipToken() {
    while (at < end && !isBlank(bytes[at]) && bytes[at] != '#') {
      at++;
    }
  }

  /// Goes behind the brace that closes the one here, quotes considered, and tells whether there is
  /// one.
  boolean skipBraces() {
    boolean quoted = false;
    for (int i = at + 1; i < end; i++) {
      byte c = bytes[i];
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\') {
        i++;
      } else if (!quoted && c == '}') {
        at = i + 1;
        return true;
      }
    }
    return false;
  }

  /// Goes behind the quote that closes the one here and tells whether there is one.
  boolean skipQuoted() {
    for (int i = at + 1; i < end; i++) {
      if (bytes[i] == '"') {
        at = i + 1;
        return true;
      }
      if (bytes[i] == '\\') {
        i++;
      }
    }
    return false;
  }

  /// Whether the rest of the line is a word and blanks.
  boolean rest(String word) {
    int from = at;
    if (!skip(word)) {
      return false;
    }
    skipBlanks();
    boolean matches = atEnd();
    at = from;
    return matches;
  }

  /// Goes behind a word if it is here, and tells whether it was.
  boolean skip(String word) {
    if (end - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    at += word.length();
    return true;
  }

  /// The text from a place to another, as it stands.
  String text(int from, int to) {
    return new String(bytes, from, to - from, UTF_8);
  }

  /// What is here, for messages.
  String found() {
    return found(at);
  }

  /// What is at a place, for messages.
  String found(int place) {
    if (place >= end) {
      return "the end of the line";
    }
    int shown = Math.min(end, place + SHOWN);
    return "\"" + text(place, shown) + (shown < end ? "…\"" : "\"");
  }

  /// The whole number that is `bytes[from, to)`, or `Long.MIN_VALUE` when it is none or too large.
  static long wholeNumber(byte[] bytes, int from, int to) {
    boolean negative = from < to && bytes[from] == '-';
    int at = negative || (from < to && bytes[from] == '+') ? from + 1 : from;
    if (at == to) {
      return Long.MIN_VALUE;
    }
    long number = 0;
    for (; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
        return Long.MIN_VALUE;
      }
      number = 10 * number + digit;
    }
    return negative ? -number : number;
  }
}
