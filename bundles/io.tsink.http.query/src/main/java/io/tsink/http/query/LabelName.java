package io.tsink.http.query;

/// Undoes the escape that puts UTF-8 label names into paths: `U__`, then letters and digits as they
/// are, `__` for `_` and `_HEX_` for any other character (Prometheus "values" escaping).
final class LabelName {
  private static final String PREFIX = "U__";

  private LabelName() {}

  /// The name that a text stands for; a text that is not escaped, or badly, stands for itself.
  static String unescape(String text) {
    if (!text.startsWith(PREFIX)) {
      return text;
    }
    var name = new StringBuilder();
    int at = PREFIX.length();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '_') {
        name.append(c);
        at++;
        continue;
      }
      int end = text.indexOf('_', at + 1);
      if (end < 0) {
        return text;
      }
      if (end == at + 1) {
        name.append('_');
      } else {
        try {
          name.appendCodePoint(Integer.parseInt(text, at + 1, end, 16));
        } catch (IllegalArgumentException _) {
          return text;
        }
      }
      at = end + 1;
    }
    return name.toString();
  }
}
