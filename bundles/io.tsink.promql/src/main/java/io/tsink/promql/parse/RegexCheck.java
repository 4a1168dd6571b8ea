package io.tsink.promql.parse;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Refuses regular expressions that are not valid or too costly before a query reads anything.
final class RegexCheck {

  private static final int MAX_LENGTH = 4096;
  private static final int MAX_PROGRAM = 100_000;

  private RegexCheck() {}

  /// What is wrong with the pattern, or null.
  static @Nullable String problem(String pattern) {
    if (pattern.length() > MAX_LENGTH) {
      return "regular expression of %d characters is longer than %d"
          .formatted(pattern.length(), MAX_LENGTH);
    }
    try {
      int size = Pattern.compile(pattern, Pattern.DOTALL).programSize();
      return size <= MAX_PROGRAM
          ? null
          : "regular expression compiles to %d instructions, more than %d"
              .formatted(size, MAX_PROGRAM);
    } catch (PatternSyntaxException e) {
      return e.getMessage();
    }
  }

  /// Whether the anchored pattern matches the empty string.
  static boolean matchesEmpty(String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL).matcher("").matches();
  }
}
