package io.tsink.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How the text of a value is read, bounded, written back and handed to a component.
///
/// Numeric types may have a *zero word*: a word such as `off` or `auto` that stands for the value
/// zero. Zero itself is then not accepted as a number, so that a configuration says what it means.
///
/// @param <T> the value's Java type
public sealed interface KeyType<T> {

  /// Returns the value that the text stands for.
  ///
  /// @throws IllegalArgumentException when the text is not a value of this type; the caller reports
  ///     it together with [#expected]
  T parse(String text);

  /// Returns the text that [#parse] reads back as the value.
  String render(T value);

  /// Returns what an operator may write, for example `a duration from 1ms to 1h, or off`.
  String expected();

  /// Returns the value as a property of a PID: a String, Boolean, Integer, Long (milliseconds for a
  /// duration, bytes for a size) or a String array.
  Object property(T value);

  /// Returns the suffix that names the unit of [#property], for example `.ms`, or the empty string.
  default String unitSuffix() {
    return "";
  }

  /// Returns the JSON Schema of what an operator may write.
  Map<String, Object> schema();

  /// Any text that is not blank.
  static KeyType<String> text() {
    return new Text(Pattern.compile("(?s).*\\S.*"), "some text");
  }

  /// Text that matches a pattern as a whole.
  ///
  /// @param expected completes the sentence "expected …"
  static KeyType<String> text(Pattern pattern, String expected) {
    return new Text(pattern, expected);
  }

  /// A path of a file or folder; a relative one starts at the working directory.
  static KeyType<Path> path() {
    return new FilePath();
  }

  /// `true` or `false`.
  static KeyType<Boolean> flag() {
    return new Flag();
  }

  /// A whole number, both ends inclusive.
  static KeyType<Integer> integer(int min, int max) {
    return new IntNumber(min, max, "");
  }

  /// A whole number, both ends inclusive, or the word that stands for zero.
  static KeyType<Integer> integerOr(String zeroWord, int min, int max) {
    return new IntNumber(min, max, zeroWord);
  }

  /// A whole number, both ends inclusive.
  static KeyType<Long> number(long min, long max) {
    return new LongNumber(min, max, "");
  }

  /// A whole number, both ends inclusive, or the word that stands for zero.
  static KeyType<Long> numberOr(String zeroWord, long min, long max) {
    return new LongNumber(min, max, zeroWord);
  }

  /// A duration with units, both ends inclusive: `250ms`, `30s`, `1h30m`, `14d`.
  static KeyType<Duration> duration(Duration min, Duration max) {
    return new TimeSpan(min, max, "");
  }

  /// A duration with units, both ends inclusive, or the word that stands for zero.
  static KeyType<Duration> durationOr(String zeroWord, Duration min, Duration max) {
    return new TimeSpan(min, max, zeroWord);
  }

  /// A number of bytes with a unit, both ends inclusive: `512MiB`, `64KiB`, `10GB`, `100B`.
  static KeyType<Long> size(long minBytes, long maxBytes) {
    return new ByteSize(minBytes, maxBytes, "");
  }

  /// A number of bytes with a unit, both ends inclusive, or the word that stands for zero.
  static KeyType<Long> sizeOr(String zeroWord, long minBytes, long maxBytes) {
    return new ByteSize(minBytes, maxBytes, zeroWord);
  }

  /// One of the words, in the order in which they are shown.
  static KeyType<String> choice(String... words) {
    return new Choice(List.of(words));
  }

  /// A host and a port: `127.0.0.1:9201`, `[::1]:0`.
  static KeyType<ListenAddress> listenAddress() {
    return new HostAndPort();
  }

  /// A list: a YAML sequence, or text with commas.
  static <E> KeyType<List<E>> listOf(KeyType<E> element) {
    return new Sequence<>(element);
  }

  /// See [#text(Pattern, String)].
  record Text(Pattern pattern, String expected) implements KeyType<String> {
    @Override
    public String parse(String text) {
      return requireMatch(text, pattern.matcher(text).matches());
    }

    @Override
    public String render(String value) {
      return value;
    }

    @Override
    public Object property(String value) {
      return value;
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "string");
    }
  }

  /// See [#path].
  record FilePath() implements KeyType<Path> {
    @Override
    public Path parse(String text) {
      try {
        return Path.of(requireMatch(text, !text.isBlank()));
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException(e.getReason(), e);
      }
    }

    @Override
    public String render(Path value) {
      return value.toString();
    }

    @Override
    public String expected() {
      return "a path";
    }

    @Override
    public Object property(Path value) {
      return value.toAbsolutePath().normalize().toString();
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "string", "minLength", 1);
    }
  }

  /// See [#flag].
  record Flag() implements KeyType<Boolean> {
    @Override
    public Boolean parse(String text) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException(text);
      };
    }

    @Override
    public String render(Boolean value) {
      return value.toString();
    }

    @Override
    public String expected() {
      return "true or false";
    }

    @Override
    public Object property(Boolean value) {
      return value;
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "boolean");
    }
  }

  /// See [#integerOr].
  record IntNumber(int min, int max, String zeroWord) implements KeyType<Integer> {
    @Override
    public Integer parse(String text) {
      return text.equals(zeroWord) ? 0 : (int) requireWithin(Long.parseLong(text), min, max);
    }

    @Override
    public String render(Integer value) {
      return value == 0 && !zeroWord.isEmpty() ? zeroWord : value.toString();
    }

    @Override
    public String expected() {
      return "a whole number from " + min + " to " + max + orWord(zeroWord);
    }

    @Override
    public Object property(Integer value) {
      return value;
    }

    @Override
    public Map<String, Object> schema() {
      return numberSchema(min, max, zeroWord);
    }
  }

  /// See [#numberOr].
  record LongNumber(long min, long max, String zeroWord) implements KeyType<Long> {
    @Override
    public Long parse(String text) {
      return text.equals(zeroWord) ? 0L : requireWithin(Long.parseLong(text), min, max);
    }

    @Override
    public String render(Long value) {
      return value == 0 && !zeroWord.isEmpty() ? zeroWord : value.toString();
    }

    @Override
    public String expected() {
      return (max == Long.MAX_VALUE
              ? "a whole number of at least " + min
              : "a whole number from " + min + " to " + max)
          + orWord(zeroWord);
    }

    @Override
    public Object property(Long value) {
      return value;
    }

    @Override
    public Map<String, Object> schema() {
      return numberSchema(min, max, zeroWord);
    }
  }

  /// See [#durationOr].
  record TimeSpan(Duration min, Duration max, String zeroWord) implements KeyType<Duration> {
    @Override
    public Duration parse(String text) {
      if (text.equals(zeroWord)) {
        return Duration.ZERO;
      }
      Duration value = Durations.parse(text);
      requireMatch(text, value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
      return value;
    }

    @Override
    public String render(Duration value) {
      return value.isZero() && !zeroWord.isEmpty() ? zeroWord : Durations.render(value);
    }

    @Override
    public String expected() {
      return "a duration from "
          + Durations.render(min)
          + " to "
          + Durations.render(max)
          + orWord(zeroWord);
    }

    @Override
    public Object property(Duration value) {
      return value.toMillis();
    }

    @Override
    public String unitSuffix() {
      return ".ms";
    }

    @Override
    public Map<String, Object> schema() {
      return patternSchema(Durations.PATTERN, zeroWord);
    }
  }

  /// See [#sizeOr].
  record ByteSize(long minBytes, long maxBytes, String zeroWord) implements KeyType<Long> {
    @Override
    public Long parse(String text) {
      return text.equals(zeroWord) ? 0L : requireWithin(Sizes.parse(text), minBytes, maxBytes);
    }

    @Override
    public String render(Long value) {
      return value == 0 && !zeroWord.isEmpty() ? zeroWord : Sizes.render(value);
    }

    @Override
    public String expected() {
      return (maxBytes == Long.MAX_VALUE
              ? "a size of at least " + Sizes.render(minBytes)
              : "a size from " + Sizes.render(minBytes) + " to " + Sizes.render(maxBytes))
          + orWord(zeroWord);
    }

    @Override
    public Object property(Long value) {
      return value;
    }

    @Override
    public String unitSuffix() {
      return ".bytes";
    }

    @Override
    public Map<String, Object> schema() {
      return patternSchema(Sizes.PATTERN, zeroWord);
    }
  }

  /// See [#choice].
  record Choice(List<String> words) implements KeyType<String> {
    @Override
    public String parse(String text) {
      return requireMatch(text, words.contains(text));
    }

    @Override
    public String render(String value) {
      return value;
    }

    @Override
    public String expected() {
      int last = words.size() - 1;
      return last == 0
          ? words.getFirst()
          : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    @Override
    public Object property(String value) {
      return value;
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("enum", words);
    }
  }

  /// See [#listenAddress].
  record HostAndPort() implements KeyType<ListenAddress> {
    @Override
    public ListenAddress parse(String text) {
      return ListenAddress.parse(text);
    }

    @Override
    public String render(ListenAddress value) {
      return value.toString();
    }

    @Override
    public String expected() {
      return "host:port such as 127.0.0.1:9201";
    }

    @Override
    public Object property(ListenAddress value) {
      return value.toString();
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "string", "pattern", ListenAddress.PATTERN.pattern());
    }
  }

  /// See [#listOf].
  record Sequence<E>(KeyType<E> element) implements KeyType<List<E>> {
    @Override
    public List<E> parse(String text) {
      if (text.isBlank()) {
        return List.of();
      }
      List<E> values = new ArrayList<>();
      for (String part : text.split(",", -1)) {
        values.add(element.parse(part.strip()));
      }
      return List.copyOf(values);
    }

    @Override
    public String render(List<E> value) {
      return String.join(",", value.stream().map(element::render).toList());
    }

    @Override
    public String expected() {
      return "a list, each entry " + element.expected();
    }

    @Override
    public Object property(List<E> value) {
      return value.stream().map(element::render).toArray(String[]::new);
    }

    @Override
    public Map<String, Object> schema() {
      return Map.of("type", "array", "items", element.schema());
    }
  }

  private static String requireMatch(String text, boolean matches) {
    if (!matches) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static long requireWithin(long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(value + " is outside " + min + " to " + max);
    }
    return value;
  }

  private static String orWord(String zeroWord) {
    return zeroWord.isEmpty() ? "" : ", or " + zeroWord;
  }

  private static Map<String, Object> numberSchema(long min, long max, String zeroWord) {
    Map<String, Object> number = new LinkedHashMap<>();
    number.put("type", "integer");
    number.put("minimum", min);
    if (max != Long.MAX_VALUE) {
      number.put("maximum", max);
    }
    return orWordSchema(number, zeroWord);
  }

  private static Map<String, Object> patternSchema(Pattern pattern, String zeroWord) {
    return orWordSchema(Map.of("type", "string", "pattern", "^" + pattern + "$"), zeroWord);
  }

  private static Map<String, Object> orWordSchema(Map<String, Object> schema, String zeroWord) {
    return zeroWord.isEmpty()
        ? schema
        : Map.of("anyOf", Stream.of(schema, Map.of("const", zeroWord)).toList());
  }
}
