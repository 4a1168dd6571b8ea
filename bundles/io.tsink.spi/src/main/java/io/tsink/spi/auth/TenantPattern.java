package io.tsink.spi.auth;

/// Matches `*` in time proportional to pattern × text, without backtracking over more than one `*`.
final class TenantPattern {
  private TenantPattern() {}

  static boolean matches(String pattern, String text) {
    int at = 0;
    int star = -1;
    int starText = 0;
    int i = 0;
    while (i < text.length()) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        starText = i;
      } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(i)) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++starText;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }
}
