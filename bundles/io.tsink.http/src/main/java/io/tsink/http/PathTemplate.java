package io.tsink.http;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A path with variables: a segment `{name}` stands for one segment, a last segment `{name*}` for
/// the rest. Immutable.
final class PathTemplate {
  private final String[] segments;
  private final boolean open;

  PathTemplate(String template) {
    this.segments = template.split("/", -1);
    this.open = segments[segments.length - 1].endsWith("*}");
  }

  /// Whether a path is one text without variables.
  static boolean isFixed(String template) {
    return template.indexOf('{') < 0;
  }

  /// The variables of a path, decoded, or null when it does not fit.
  ///
  /// @param path as sent
  /// @throws IllegalArgumentException when a variable cannot be decoded
  @Nullable Map<String, String> match(String path) {
    String[] given = path.split("/", -1);
    if (open ? given.length < segments.length : given.length != segments.length) {
      return null;
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < segments.length; i++) {
      String segment = segments[i];
      if (!segment.startsWith("{")) {
        if (!segment.equals(given[i])) {
          return null;
        }
      } else if (segment.endsWith("*}")) {
        var rest = new StringBuilder(given[i]);
        for (int k = i + 1; k < given.length; k++) {
          rest.append('/').append(given[k]);
        }
        variables.put(segment.substring(1, segment.length() - 2), UrlText.decodePath(rest));
      } else {
        variables.put(segment.substring(1, segment.length() - 1), UrlText.decodePath(given[i]));
      }
    }
    return variables;
  }
}
