package io.tsink.engine.index;

import java.util.ArrayDeque;
import java.util.Deque;

/// Estimates how many instructions a regular expression compiles to, without compiling it.
///
/// Repeats are unrolled by RE2, so that nested ones multiply; the estimate keeps the compiler
/// from building what would be thrown away. It need not be exact: what passes is measured after.
final class RegexSize {

  private static final long CAP = 1L << 40;

  private final String text;
  private final Deque<Long> outer = new ArrayDeque<>();
  private int at;

  /// The size of the group being read, without its last item.
  private long size;

  /// The size of the last item, to which a repeat applies.
  private long last;

  private int depth;

  /// Measures an expression.
  RegexSize(String text) {
    this.text = text;
    measure();
  }

  /// About how many instructions it compiles to.
  long instructions() {
    return size + last;
  }

  /// How deep its groups are nested.
  int depth() {
    return depth;
  }

  private void measure() {
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '(' -> open();
        case ')' -> close();
        case '{' -> repeat();
        case '[' -> skipClass();
        case '\\' -> skipEscape();
        default -> item(1);
      }
      at++;
    }
    while (!outer.isEmpty()) {
      close();
    }
  }

  private void item(long items) {
    size = Math.min(CAP, size + last);
    last = items;
  }

  private void open() {
    item(0);
    outer.push(size);
    depth = Math.max(depth, outer.size());
    size = 0;
  }

  private void close() {
    if (!outer.isEmpty()) {
      last = Math.min(CAP, size + last + 2);
      size = outer.pop();
    }
  }

  private void repeat() {
    int end = text.indexOf('}', at);
    if (end < 0) {
      item(1);
      return;
    }
    long most = 1;
    for (String bound : text.substring(at + 1, end).split(",", -1)) {
      if (!bound.isEmpty() && bound.length() <= 9 && bound.chars().allMatch(this::isDigit)) {
        most = Math.max(most, Long.parseLong(bound));
      }
    }
    last = Math.min(CAP, last * most);
    at = end;
  }

  private boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private void skipClass() {
    int end = at + 1;
    if (end < text.length() && text.charAt(end) == '^') {
      end++;
    }
    if (end < text.length() && text.charAt(end) == ']') {
      end++;
    }
    while (end < text.length() && text.charAt(end) != ']') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    at = end;
    item(1);
  }

  private void skipEscape() {
    if (text.startsWith("\\Q", at)) {
      int end = text.indexOf("\\E", at);
      int stop = end < 0 ? text.length() : end;
      for (int i = at + 2; i < stop; i++) {
        item(1);
      }
      at = end < 0 ? text.length() : end + 1;
      return;
    }
    at++;
    item(1);
  }
}
