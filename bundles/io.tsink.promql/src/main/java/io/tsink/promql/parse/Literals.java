package io.tsink.promql.parse;

import io.tsink.promql.ast.GoText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// The values of literal tokens the lexer has found well-formed.
final class Literals {

  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
  private static final long[] UNIT_MILLIS = {
    365L * 24 * 3600 * 1000, 7L * 24 * 3600 * 1000, 24L * 3600 * 1000, 3_600_000, 60_000, 1000, 1
  };
  private static final long MAX_MILLIS = Long.MAX_VALUE / 1_000_000;

  private Literals() {}

  /// A text that has no value, with the reason.
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  static double number(String text) throws Malformed {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("inf")) {
      return Double.POSITIVE_INFINITY;
    }
    if (lower.equals("nan")) {
      return Double.NaN;
    }
    String digits = lower.replace("_", "");
    try {
      if (digits.startsWith("0x")) {
        return Long.parseLong(digits.substring(2), 16);
      }
      if (digits.length() > 1 && digits.matches("0[0-7]+")) {
        return Long.parseLong(digits, 8);
      }
      return Double.parseDouble(digits);
    } catch (NumberFormatException _) {
      throw new Malformed("error parsing number: " + GoText.quote(text) + " is not a number");
    }
  }

  /// Seconds of a duration such as `1h30m`.
  static double duration(String text) throws Malformed {
    long millis = 0;
    int next = 0;
    int at = 0;
    while (at < text.length()) {
      int digits = at;
      while (at < text.length() && Character.isDigit(text.charAt(at))) {
        at++;
      }
      int unit = at;
      while (at < text.length() && !Character.isDigit(text.charAt(at))) {
        at++;
      }
      String name = text.substring(unit, at);
      int index = 0;
      while (index < UNITS.length && !UNITS[index].equals(name)) {
        index++;
      }
      if (index == UNITS.length) {
        throw new Malformed(
            "unknown unit " + GoText.quote(name) + " in duration " + GoText.quote(text));
      }
      if (index < next) {
        throw new Malformed("not a valid duration string: " + GoText.quote(text));
      }
      next = index + 1;
      try {
        millis =
            Math.addExact(
                millis,
                Math.multiplyExact(
                    Long.parseLong(text.substring(digits, unit)), UNIT_MILLIS[index]));
      } catch (ArithmeticException | NumberFormatException _) {
        throw new Malformed("duration out of range");
      }
      if (millis > MAX_MILLIS) {
        throw new Malformed("duration out of range");
      }
    }
    return millis / 1e3;
  }

  /// The text between the quotes, escapes resolved.
  static String unquote(String quoted) {
    String body = quoted.substring(1, quoted.length() - 1);
    if (quoted.charAt(0) == '`') {
      return body.replace("\r", "");
    }
    if (body.indexOf('\\') < 0) {
      return body;
    }
    byte[] in = body.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(in.length);
    int at = 0;
    while (at < in.length) {
      if (in[at] != '\\') {
        out.write(in[at++]);
        continue;
      }
      char kind = (char) in[at + 1];
      at += 2;
      int length =
          switch (kind) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
              at--;
              yield 3;
            }
            default -> 0;
          };
      if (length == 0) {
        out.write(simpleEscape(kind));
        continue;
      }
      int value =
          Integer.parseInt(
              new String(in, at, length, StandardCharsets.US_ASCII), length == 3 ? 8 : 16);
      at += length;
      if (length < 4) {
        out.write(value);
      } else {
        out.writeBytes(Character.toString(value).getBytes(StandardCharsets.UTF_8));
      }
    }
    return decode(out.toByteArray());
  }

  /// The text of bytes; a byte that is not part of valid UTF-8 becomes the lone surrogate
  /// `U+DC00 + byte`, which no valid text holds.
  private static String decode(byte[] bytes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isError()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (0xDC00 | (in.get() & 0xFF)));
      }
    }
  }

  private static int simpleEscape(char kind) {
    return switch (kind) {
      case 'a' -> 7;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      default -> kind;
    };
  }
}
