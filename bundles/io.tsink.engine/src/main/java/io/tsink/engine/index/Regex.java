package io.tsink.engine.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A compiled regular expression of a matcher: RE2, anchored at both ends, `.` matches
/// everything.
///
/// Thread-safe. Most expressions that people write are alternatives of plain texts or begin with
/// one; these are told from the text, and the automaton only decides what is left.
final class Regex {

  /// Longest expression, in characters.
  static final int MAX_LENGTH = 4096;

  /// Most instructions of a compiled expression.
  static final int MAX_PROGRAM = 100_000;

  /// Deepest nesting of groups; the compiler goes down into them by recursion.
  static final int MAX_DEPTH = 250;

  private static final String META = "\\.+*?()|[]{}^$";

  private final Pattern pattern;
  private final @Nullable List<byte[]> literals;
  private final byte[] prefix;

  /// What may follow the prefix, when nothing else needs to be looked at.
  private final Rest rest;

  private final boolean matchesEmpty;

  private enum Rest {
    ANYTHING,
    SOMETHING,
    AUTOMATON
  }

  private Regex(Pattern pattern, @Nullable List<byte[]> literals, byte[] prefix, Rest rest) {
    this.pattern = pattern;
    this.literals = literals;
    this.prefix = prefix;
    this.rest = rest;
    this.matchesEmpty = pattern.matches("");
  }

  /// Compiles an expression.
  ///
  /// @throws IllegalArgumentException when it is no RE2 expression, or too long or too large
  static Regex compile(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "regular expression of %d characters, expected at most %d"
              .formatted(text.length(), MAX_LENGTH));
    }
    RegexSize size = new RegexSize(text);
    if (size.depth() > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "regular expression with groups nested %d deep, expected at most %d"
              .formatted(size.depth(), MAX_DEPTH));
    }
    if (size.instructions() > MAX_PROGRAM) {
      throw tooLarge();
    }
    Pattern pattern;
    try {
      pattern = Pattern.compile(text, Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a regular expression: " + e.getMessage(), e);
    }
    if (pattern.programSize() > MAX_PROGRAM) {
      throw tooLarge();
    }
    String inner = withoutGroup(text);
    List<byte[]> literals = literalsOf(inner);
    if (literals != null) {
      return new Regex(pattern, literals, new byte[0], Rest.AUTOMATON);
    }
    int plain = plainLength(inner);
    String after = inner.substring(plain);
    Rest rest =
        switch (after) {
          case ".*" -> Rest.ANYTHING;
          case ".+" -> Rest.SOMETHING;
          default -> Rest.AUTOMATON;
        };
    return new Regex(pattern, null, inner.substring(0, plain).getBytes(UTF_8), rest);
  }

  private static IllegalArgumentException tooLarge() {
    return new IllegalArgumentException(
        "regular expression of more than %d instructions".formatted(MAX_PROGRAM));
  }

  /// Whether the empty value matches.
  boolean matchesEmpty() {
    return matchesEmpty;
  }

  /// Whether every value matches that is not empty.
  boolean matchesAllButEmpty() {
    return prefix.length == 0 && rest != Rest.AUTOMATON;
  }

  /// The only values that match, none of them empty; null when there is no such list.
  @Nullable List<byte[]> literals() {
    return literals;
  }

  /// Whether the value `bytes[from, to)` matches.
  boolean matches(byte[] bytes, int from, int to) {
    if (literals != null) {
      for (byte[] literal : literals) {
        if (Arrays.equals(literal, 0, literal.length, bytes, from, to)) {
          return true;
        }
      }
      return from == to && matchesEmpty;
    }
    int length = to - from;
    if (length < prefix.length
        || !Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length)) {
      return false;
    }
    return switch (rest) {
      case ANYTHING -> true;
      case SOMETHING -> length > prefix.length;
      case AUTOMATON -> pattern.matches(Arrays.copyOfRange(bytes, from, to));
    };
  }

  /// The alternatives of an expression that has only plain characters and bars, or null.
  private static @Nullable List<byte[]> literalsOf(String text) {
    List<byte[]> found = new ArrayList<>();
    for (String alternative : text.split("\\|", -1)) {
      if (plainRun(alternative) < alternative.length()) {
        return null;
      }
      if (!alternative.isEmpty()) {
        found.add(alternative.getBytes(UTF_8));
      }
    }
    return found;
  }

  /// How many characters at the front every match begins with.
  private static int plainLength(String text) {
    if (text.indexOf('|') >= 0) {
      return 0;
    }
    int plain = plainRun(text);
    if (plain > 0 && plain < text.length() && "*+?{".indexOf(text.charAt(plain)) >= 0) {
      plain = text.offsetByCodePoints(plain, -1);
    }
    return plain;
  }

  private static int plainRun(String text) {
    int at = 0;
    while (at < text.length() && META.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  /// The text within a group around all of it, when no other group is there.
  private static String withoutGroup(String text) {
    int start = text.startsWith("(?:") ? 3 : text.startsWith("(") ? 1 : 0;
    boolean sole =
        start > 0
            && text.endsWith(")")
            && text.indexOf(')') == text.length() - 1
            && text.indexOf('(', start) < 0
            && text.indexOf('\\') < 0
            && text.indexOf('[') < 0
            && !text.startsWith("?", start);
    return sole ? text.substring(start, text.length() - 1) : text;
  }
}
