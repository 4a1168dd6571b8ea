package io.tsink.engine.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A pattern of plain text, `.` and `.*`: what most regular expressions of matchers are. Immutable.
final class Glob {

  /// Stands for one character.
  private static final byte[] ONE = {};

  /// Stands for any text.
  private static final byte[] ANY = {};

  private static final String META = "\\.+*?()|[]{}^$";
  private static final String REPEATS = "*+?{";

  private final byte[][] parts;

  private Glob(List<byte[]> parts) {
    this.parts = parts.toArray(byte[][]::new);
  }

  /// The alternatives of a regular expression, or null when one of them is something else.
  static @Nullable List<Glob> alternatives(String regex) {
    List<Glob> alternatives = new ArrayList<>();
    List<byte[]> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < regex.length(); at++) {
      char c = regex.charAt(at);
      if (c == '|') {
        endPlain(plain, parts);
        alternatives.add(new Glob(parts));
        parts.clear();
      } else if (c == '.') {
        endPlain(plain, parts);
        char next = at + 1 < regex.length() ? regex.charAt(at + 1) : ' ';
        if (next == '*' || next == '+') {
          at++;
          if (next == '+') {
            parts.add(ONE);
          }
          parts.add(ANY);
        } else {
          parts.add(ONE);
        }
      } else if (c == '\\' && at + 1 < regex.length() && isPunctuation(regex.charAt(at + 1))) {
        plain.append(regex.charAt(++at));
      } else if (META.indexOf(c) >= 0) {
        return null;
      } else {
        plain.append(c);
      }
      if (at + 1 < regex.length() && REPEATS.indexOf(regex.charAt(at + 1)) >= 0) {
        return null;
      }
    }
    endPlain(plain, parts);
    alternatives.add(new Glob(parts));
    return alternatives;
  }

  private static void endPlain(StringBuilder plain, List<byte[]> parts) {
    if (!plain.isEmpty()) {
      parts.add(plain.toString().getBytes(UTF_8));
      plain.setLength(0);
    }
  }

  private static boolean isPunctuation(char c) {
    return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
  }

  /// The only text that matches, empty text included; null when there are others.
  byte @Nullable [] literal() {
    if (parts.length == 0) {
      return new byte[0];
    }
    return parts.length == 1 && isPlain(parts[0]) ? parts[0] : null;
  }

  /// Whether every text matches that is not empty.
  boolean matchesAllButEmpty() {
    return parts.length > 0
        && is(parts[parts.length - 1], ANY)
        && (parts.length == 1 || (parts.length == 2 && !isPlain(parts[0])));
  }

  /// Whether `bytes[from, to)`, valid UTF-8, matches as a whole.
  boolean matches(byte[] bytes, int from, int to) {
    int part = 0;
    int at = from;
    int retryPart = -1;
    int retryAt = from;
    while (part < parts.length || at < to) {
      int end = part < parts.length ? step(parts[part], bytes, at, to) : -1;
      if (end >= 0) {
        if (is(parts[part], ANY)) {
          retryPart = part + 1;
          retryAt = at;
        }
        at = end;
        part++;
      } else if (retryPart >= 0 && retryAt < to) {
        retryAt += characterLength(bytes[retryAt]);
        at = retryAt;
        part = retryPart;
      } else {
        return false;
      }
    }
    return true;
  }

  /// Where a part ends that starts at `at`, or −1; any text is taken to be empty.
  private static int step(byte[] part, byte[] bytes, int at, int to) {
    if (is(part, ANY)) {
      return at;
    }
    if (is(part, ONE)) {
      return at < to ? at + characterLength(bytes[at]) : -1;
    }
    int end = at + part.length;
    return end <= to && Arrays.equals(part, 0, part.length, bytes, at, end) ? end : -1;
  }

  private static int characterLength(byte first) {
    if (first >= 0) {
      return 1;
    }
    return Integer.numberOfLeadingZeros(~(first << 24));
  }

  private static boolean isPlain(byte[] part) {
    return part.length > 0;
  }

  @SuppressWarnings({"ReferenceEquality", "ArrayEquals"}) // the two signs are told by identity
  private static boolean is(byte[] part, byte[] sign) {
    return part == sign;
  }
}
