package io.tsink.promql.ast;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/// Text forms of numbers, strings and durations as the reference implementation's language prints
/// them, since they are part of labels, messages and canonical expressions.
public final class GoText {

  private static final long MILLIS_PER_DAY = 24L * 3600 * 1000;

  private GoText() {}

  /// A double-quoted string literal with escapes.
  public static String quote(String value) {
    var out = new StringBuilder(value.length() + 2).append('"');
    value
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case 0x07 -> out.append("\\a");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case 0x0b -> out.append("\\v");
                default -> {
                  if (c >= 0xDC80 && c <= 0xDCFF) {
                    out.append(String.format(Locale.ROOT, "\\x%02x", c & 0xFF));
                  } else if (c < ' ' || c == 0x7f) {
                    out.append(String.format(Locale.ROOT, "\\x%02x", c));
                  } else if (!printable(c)) {
                    out.append(String.format(Locale.ROOT, c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
                  } else {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.append('"').toString();
  }

  private static boolean printable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /// A character in single quotes, as messages show it.
  public static String quoteRune(int c) {
    if (c == '\'') {
      return "'\\''";
    }
    if (c == '"') {
      return "'\"'";
    }
    String quoted = quote(Character.toString(c));
    return "'" + quoted.substring(1, quoted.length() - 1) + "'";
  }

  /// Shortest decimal form that reads back as the same number, never with an exponent.
  public static String plain(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    return decimal.toPlainString();
  }

  /// Shortest form, with an exponent below 1e-4 and from `10^limit` on.
  public static String general(double value, int limit) {
    if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
      return plain(value);
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -4 && exponent < limit) {
      return decimal.toPlainString();
    }
    BigInteger digits = decimal.unscaledValue().abs();
    String text = digits.toString();
    var out = new StringBuilder();
    if (value < 0) {
      out.append('-');
    }
    out.append(text.charAt(0));
    if (text.length() > 1) {
      out.append('.').append(text, 1, text.length());
    }
    out.append('e').append(exponent < 0 ? '-' : '+');
    int magnitude = Math.abs(exponent);
    if (magnitude < 10) {
      out.append('0');
    }
    return out.append(magnitude).toString();
  }

  /// The `%g` form: exponents from a million on unless more digits are significant.
  public static String percentG(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) {
      return plain(value);
    }
    return general(value, 21);
  }

  /// A duration in units from years to milliseconds; whole nanoseconds below that in seconds.
  public static String duration(double seconds) {
    if (seconds < 0) {
      return "-" + duration(-seconds);
    }
    double nanos = seconds * 1e9;
    if (nanos < 0x1p63
        && ((long) nanos) % 1_000_000 != 0
        && Math.rint(seconds * 1e3) / 1e3 != seconds) {
      return plain(seconds);
    }
    long millis = Math.round(seconds * 1e3);
    if (millis == 0) {
      return "0s";
    }
    var out = new StringBuilder();
    long[] units = {
      365 * MILLIS_PER_DAY, 7 * MILLIS_PER_DAY, MILLIS_PER_DAY, 3_600_000, 60_000, 1000, 1
    };
    String[] names = {"y", "w", "d", "h", "m", "s", "ms"};
    for (int i = 0; i < units.length; i++) {
      boolean onlyWhole = i < 2;
      if (onlyWhole && millis % units[i] != 0) {
        continue;
      }
      long count = millis / units[i];
      if (count > 0) {
        out.append(count).append(names[i]);
        millis -= count * units[i];
      }
    }
    return out.toString();
  }

  /// Whether a label name needs no quotes.
  public static boolean bareLabelName(String name) {
    if (name.isEmpty()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  /// Whether the text has a UTF-8 form, as everything but lone surrogates has.
  public static boolean validUtf8(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
