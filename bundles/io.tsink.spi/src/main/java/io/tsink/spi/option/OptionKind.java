package io.tsink.spi.option;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// How the text of an option is read, and the Java type of its value.
///
/// New kinds may be added; a host treats a kind that it does not know as [#TEXT].
public enum OptionKind {
  /// Text that is not blank; a String.
  TEXT("some text", String.class),
  /// One of a few words; a String.
  CHOICE("a word", String.class),
  /// `true` or `false`; a Boolean.
  FLAG("true or false", Boolean.class),
  /// A whole number; a Long.
  INTEGER("a whole number", Long.class),
  /// A number of bytes with a unit, `512MiB`, `64KiB`, `10GB`, `100B`; a Long.
  SIZE("a size such as 512MiB", Long.class),
  /// A time span with units, `250ms`, `30s`, `1h30m`, `14d`; a Duration of whole milliseconds.
  DURATION("a duration such as 30s", Duration.class),
  /// A file or directory; a Path, relative ones as written.
  PATH("a path", Path.class),
  /// Words separated by commas; a List of Strings.
  LIST("a list separated by commas", List.class);

  private final String expected;
  private final Class<?> type;

  OptionKind(String expected, Class<?> type) {
    this.expected = expected;
    this.type = type;
  }

  /// Returns what an operator may write, to complete the sentence "expected …".
  public String expected() {
    return expected;
  }

  /// Returns the value, either as it is or read from text.
  ///
  /// @throws IllegalArgumentException when it is not a value of this kind
  Object value(Object given) {
    if (type.isInstance(given)) {
      return switch (given) {
        case String text -> nonBlank(text);
        case List<?> words -> words.stream().map(word -> nonBlank(word.toString())).toList();
        default -> given;
      };
    }
    if (given instanceof Integer number && type == Long.class) {
      return number.longValue();
    }
    if (given instanceof String text) {
      return read(text.strip());
    }
    throw new IllegalArgumentException(given.getClass().getSimpleName());
  }

  private Object read(String text) {
    try {
      return switch (this) {
        case TEXT, CHOICE -> nonBlank(text);
        case FLAG -> flag(text);
        case INTEGER -> Long.parseLong(text);
        case SIZE -> Units.size(text);
        case DURATION -> Units.duration(text);
        case PATH -> Path.of(nonBlank(text));
        case LIST -> Stream.of(text.split(",", -1)).map(word -> nonBlank(word.strip())).toList();
      };
    } catch (InvalidPathException | DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static String nonBlank(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("blank");
    }
    return text;
  }
}
