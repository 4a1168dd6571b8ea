package io.tsink.engine.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A compiled regular expression of a matcher: RE2, anchored at both ends, `.` matches everything.
///
/// Thread-safe. Most expressions that people write are alternatives of plain texts with gaps; these
/// are matched as such, and of others the automaton looks only at values that begin as they must.
final class Regex {

  /// Longest expression, in characters.
  static final int MAX_LENGTH = 4096;

  /// Most instructions of a compiled expression.
  static final int MAX_PROGRAM = 100_000;

  /// Deepest nesting of groups; the compiler goes down into them by recursion.
  static final int MAX_DEPTH = 250;

  private static final String META = "\\.+*?()|[]{}^$";

  private final Pattern pattern;
  private final @Nullable List<Glob> globs;
  private final byte[] prefix;
  private final boolean matchesEmpty;

  private Regex(Pattern pattern, @Nullable List<Glob> globs, byte[] prefix) {
    this.pattern = pattern;
    this.globs = globs;
    this.prefix = prefix;
    this.matchesEmpty = pattern.matches("");
  }

  /// Compiles an expression.
  ///
  /// @throws IllegalArgumentException when it is no RE2 expression, or too long, deep or large
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
    List<Glob> globs = Glob.alternatives(withoutGroup(text));
    byte[] prefix = text.substring(0, plainLength(text)).getBytes(UTF_8);
    return new Regex(pattern, globs, prefix);
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
    return globs != null && globs.stream().anyMatch(Glob::matchesAllButEmpty);
  }

  /// The only values that match, the empty one left out; null when there is no such list.
  @Nullable List<byte[]> literals() {
    if (globs == null) {
      return null;
    }
    List<byte[]> literals = new ArrayList<>();
    for (Glob glob : globs) {
      byte[] literal = glob.literal();
      if (literal == null) {
        return null;
      }
      if (literal.length > 0) {
        literals.add(literal);
      }
    }
    return literals;
  }

  /// Whether the value `bytes[from, to)` matches.
  boolean matches(byte[] bytes, int from, int to) {
    if (globs != null) {
      for (Glob glob : globs) {
        if (glob.matches(bytes, from, to)) {
          return true;
        }
      }
      return false;
    }
    return to - from >= prefix.length
        && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length)
        && matchesAutomaton(bytes, from, to);
  }

  /// RE2/J takes a position behind a character beyond ASCII for the beginning of the text when it
  /// reads bytes (`é^` would match `é`), so such values are handed to it as text.
  private boolean matchesAutomaton(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return pattern.matches(new String(bytes, from, to - from, UTF_8));
      }
    }
    return pattern.matches(Arrays.copyOfRange(bytes, from, to));
  }

  /// How many characters at the front every match begins with.
  private static int plainLength(String text) {
    if (text.indexOf('|') >= 0) {
      return 0;
    }
    int plain = 0;
    while (plain < text.length() && META.indexOf(text.charAt(plain)) < 0) {
      plain++;
    }
    if (plain > 0 && plain < text.length() && "*+?{".indexOf(text.charAt(plain)) >= 0) {
      plain = text.offsetByCodePoints(plain, -1);
    }
    return plain;
  }

  /// The text within a group around all of it, when no other group or class is there.
  private static String withoutGroup(String text) {
    int start = text.startsWith("(?:") ? 3 : text.startsWith("(") ? 1 : 0;
    if (start == 0 || !text.endsWith(")")) {
      return text;
    }
    String inner = text.substring(start, text.length() - 1);
    boolean sole =
        inner.indexOf('(') < 0
            && inner.indexOf(')') < 0
            && inner.indexOf('[') < 0
            && !inner.endsWith("\\")
            && !inner.startsWith("?");
    return sole ? inner : text;
  }
}
