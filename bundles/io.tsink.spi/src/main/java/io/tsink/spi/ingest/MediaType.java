package io.tsink.spi.ingest;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A media type as in the header `Content-Type` (RFC 9110, section 8.3.1). Immutable.
public final class MediaType {
  private final String type;
  private final String subtype;
  private final Map<String, String> parameters;

  private MediaType(String type, String subtype, Map<String, String> parameters) {
    this.type = type;
    this.subtype = subtype;
    this.parameters = parameters;
  }

  /// Returns the media type that a text names.
  ///
  /// @throws IllegalArgumentException when it names none; the message says where
  public static MediaType parse(String text) {
    var scanner = new Scanner(text);
    String type = scanner.token("type").toLowerCase(Locale.ROOT);
    scanner.expect('/');
    String subtype = scanner.token("subtype").toLowerCase(Locale.ROOT);
    Map<String, String> parameters = new TreeMap<>();
    while (scanner.more()) {
      String name = scanner.token("parameter name").toLowerCase(Locale.ROOT);
      scanner.expect('=');
      if (parameters.put(name, scanner.value()) != null) {
        throw scanner.fault("parameter %s is given twice".formatted(name));
      }
    }
    return new MediaType(type, subtype, parameters);
  }

  /// Returns the part before the slash, in lower case.
  public String type() {
    return type;
  }

  /// Returns the part behind the slash, in lower case.
  public String subtype() {
    return subtype;
  }

  /// Returns the value of a parameter, or null when it is absent.
  ///
  /// @param name in lower case
  public @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /// Tells whether this is a type, whatever the parameters.
  ///
  /// @param name such as `text/plain`, in lower case
  public boolean is(String name) {
    return name.equals(type + "/" + subtype);
  }

  /// Tells whether two types are equal where it matters: in each parameter that any of a list of
  /// types names.
  boolean sameAs(MediaType other, List<MediaType> deciding) {
    if (!type.equals(other.type) || !subtype.equals(other.subtype)) {
      return false;
    }
    for (MediaType each : deciding) {
      for (String name : each.parameters.keySet()) {
        String mine = parameters.get(name);
        if (mine == null
            ? other.parameters.get(name) != null
            : !mine.equals(other.parameter(name))) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MediaType that
        && type.equals(that.type)
        && subtype.equals(that.subtype)
        && parameters.equals(that.parameters);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * type.hashCode() + subtype.hashCode()) + parameters.hashCode();
  }

  /// Returns the text that [#parse] reads.
  @Override
  public String toString() {
    var text = new StringBuilder(type).append('/').append(subtype);
    parameters.forEach(
        (name, value) -> {
          text.append(';').append(name).append('=');
          if (Scanner.isToken(value)) {
            text.append(value);
          } else {
            text.append('"').append(value.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
          }
        });
    return text.toString();
  }

  /// Reads tokens and quoted strings from left to right.
  private static final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
      skipBlanks();
    }

    static boolean isToken(String value) {
      return !value.isEmpty() && value.chars().allMatch(Scanner::isTokenChar);
    }

    private static boolean isTokenChar(int c) {
      return c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
    }

    private void skipBlanks() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
    }

    String token(String what) {
      int start = at;
      while (at < text.length() && isTokenChar(text.charAt(at))) {
        at++;
      }
      if (start == at) {
        throw fault("expected a " + what);
      }
      String token = text.substring(start, at);
      skipBlanks();
      return token;
    }

    void expect(char c) {
      if (at == text.length() || text.charAt(at) != c) {
        throw fault("expected %s".formatted(c));
      }
      at++;
      skipBlanks();
    }

    /// Whether another parameter follows; semicolons with nothing behind them are passed over.
    boolean more() {
      if (at < text.length()) {
        expect(';');
        while (at < text.length() && text.charAt(at) == ';') {
          expect(';');
        }
      }
      return at < text.length();
    }

    String value() {
      if (at == text.length() || text.charAt(at) != '"') {
        return token("parameter value");
      }
      var value = new StringBuilder();
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at++));
      }
      expect('"');
      return value.toString();
    }

    IllegalArgumentException fault(String problem) {
      return new IllegalArgumentException(
          "media type \"%s\", at %d: %s".formatted(text, at, problem));
    }
  }
}
