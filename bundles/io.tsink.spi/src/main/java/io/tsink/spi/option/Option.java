package io.tsink.spi.option;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One thing that a plugin may be told: a name, a kind with bounds, a default and a description.
///
/// An option is required unless it has a default or is [#optional]. Immutable: each method that
/// changes something returns a new option.
///
/// ```java
/// static final Option<Duration> TIMEOUT =
///     Option.duration("timeout", Duration.ofMillis(1), Duration.ofHours(1))
///         .defaultsTo(Duration.ofSeconds(10))
///         .describedAs("How long a program may take to answer.");
/// ```
///
/// @param <T> the value's Java type
public final class Option<T> {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");

  private final String name;
  private final OptionKind kind;
  private final Bounds bounds;
  private final @Nullable T defaultValue;
  private final Traits traits;

  /// The ends are inclusive; durations are in milliseconds.
  private record Bounds(long min, long max, List<String> words) {
    static final Bounds NONE = new Bounds(Long.MIN_VALUE, Long.MAX_VALUE, List.of());
  }

  private record Traits(boolean optional, boolean secret, String description) {
    static final Traits NONE = new Traits(false, false, "");
  }

  private Option(
      String name, OptionKind kind, Bounds bounds, @Nullable T defaultValue, Traits traits) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "option name \"%s\", expected lower-case words such as max-object".formatted(name));
    }
    this.name = name;
    this.kind = kind;
    this.bounds = bounds;
    this.defaultValue = defaultValue;
    this.traits = traits;
  }

  private static <T> Option<T> of(String name, OptionKind kind, Bounds bounds) {
    return new Option<>(name, kind, bounds, null, Traits.NONE);
  }

  /// Any text that is not blank.
  public static Option<String> text(String name) {
    return of(name, OptionKind.TEXT, Bounds.NONE);
  }

  /// One of the words.
  public static Option<String> choice(String name, String... words) {
    return of(name, OptionKind.CHOICE, new Bounds(Long.MIN_VALUE, Long.MAX_VALUE, List.of(words)));
  }

  /// `true` or `false`.
  public static Option<Boolean> flag(String name) {
    return of(name, OptionKind.FLAG, Bounds.NONE);
  }

  /// A whole number, both ends inclusive.
  public static Option<Long> integer(String name, long min, long max) {
    return of(name, OptionKind.INTEGER, new Bounds(min, max, List.of()));
  }

  /// A number of bytes, both ends inclusive.
  public static Option<Long> size(String name, long minBytes, long maxBytes) {
    return of(name, OptionKind.SIZE, new Bounds(minBytes, maxBytes, List.of()));
  }

  /// A time span, both ends inclusive and in whole milliseconds.
  public static Option<Duration> duration(String name, Duration min, Duration max) {
    return of(name, OptionKind.DURATION, new Bounds(min.toMillis(), max.toMillis(), List.of()));
  }

  /// A file or directory.
  public static Option<Path> path(String name) {
    return of(name, OptionKind.PATH, Bounds.NONE);
  }

  /// Words separated by commas, at least one.
  public static Option<List<String>> list(String name) {
    return of(name, OptionKind.LIST, Bounds.NONE);
  }

  /// Returns this option with a default.
  public Option<T> defaultsTo(T value) {
    return new Option<>(name, kind, bounds, value, traits);
  }

  /// Returns this option as one that may be absent without a default; see [Options#find].
  public Option<T> optional() {
    return new Option<>(
        name, kind, bounds, null, new Traits(true, traits.secret, traits.description));
  }

  /// Returns this option as one whose value is never shown. A host may offer to read it from a
  /// file.
  public Option<T> secret() {
    return new Option<>(
        name, kind, bounds, defaultValue, new Traits(traits.optional, true, traits.description));
  }

  /// Returns this option with a description of one or more sentences.
  public Option<T> describedAs(String sentences) {
    return new Option<>(
        name, kind, bounds, defaultValue, new Traits(traits.optional, traits.secret, sentences));
  }

  public String name() {
    return name;
  }

  public OptionKind kind() {
    return kind;
  }

  /// Returns the least value allowed: a number, bytes, or milliseconds of a duration.
  public long min() {
    return bounds.min;
  }

  /// Returns the greatest value allowed: a number, bytes, or milliseconds of a duration.
  public long max() {
    return bounds.max;
  }

  /// Returns the words of a [OptionKind#CHOICE]; empty for every other kind.
  public List<String> words() {
    return bounds.words;
  }

  public @Nullable T defaultValue() {
    return defaultValue;
  }

  /// Tells whether a value must be given.
  public boolean required() {
    return defaultValue == null && !traits.optional;
  }

  /// Tells whether the value must never be shown.
  public boolean isSecret() {
    return traits.secret;
  }

  public String description() {
    return traits.description;
  }

  /// Returns what an operator may write, to complete the sentence "expected …".
  public String expected() {
    return switch (kind) {
      case CHOICE -> String.join(" or ", bounds.words);
      case INTEGER -> kind.expected() + range("");
      case SIZE -> kind.expected() + range("B");
      case DURATION -> kind.expected() + range("ms");
      case TEXT, FLAG, PATH, LIST -> kind.expected();
    };
  }

  private String range(String unit) {
    String least = bounds.min == Long.MIN_VALUE ? "" : " of at least " + bounds.min + unit;
    String most = bounds.max == Long.MAX_VALUE ? "" : " of at most " + bounds.max + unit;
    return least.isEmpty() || most.isEmpty() ? least + most : least + " and" + most.substring(3);
  }

  /// Returns the value, either as it is or read from text.
  ///
  /// @throws IllegalArgumentException when this option cannot have it
  Object value(Object given) {
    Object value = kind.value(given);
    boolean within =
        switch (value) {
          case Long number -> number >= bounds.min && number <= bounds.max;
          case Duration span -> span.toMillis() >= bounds.min && span.toMillis() <= bounds.max;
          case String word -> bounds.words.isEmpty() || bounds.words.contains(word);
          default -> true;
        };
    if (!within) {
      throw new IllegalArgumentException(given.toString());
    }
    return value;
  }

  @Override
  public String toString() {
    return name;
  }
}
