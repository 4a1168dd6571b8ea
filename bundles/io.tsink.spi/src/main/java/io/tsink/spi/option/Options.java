package io.tsink.spi.option;

import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The values of a plugin's options, read and checked by [OptionSchema#read].
public final class Options {
  private final OptionSchema schema;
  private final Map<Option<?>, Object> values;

  /// @param values given
  Options(OptionSchema schema, Map<Option<?>, Object> values) {
    this.schema = schema;
    this.values = values;
  }

  /// Returns the value, or its default.
  ///
  /// @throws IllegalArgumentException when the option is not in the schema, or is optional and has
  ///     no value
  public <T> T get(Option<T> option) {
    T value = value(option);
    if (value == null) {
      throw new IllegalArgumentException("option %s has no value".formatted(option.name()));
    }
    return value;
  }

  /// Returns the value of an optional option, or nothing.
  public <T> Optional<T> find(Option<T> option) {
    return Optional.ofNullable(value(option));
  }

  @SuppressWarnings("unchecked") // the schema put a value of the option's own type there
  private <T> @Nullable T value(Option<T> option) {
    if (!schema.contains(option)) {
      throw new IllegalArgumentException(
          "option %s is not of this schema".formatted(option.name()));
    }
    return (T) values.get(option);
  }

  /// Shows names and values, without secrets.
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    for (Option<?> option : schema.options()) {
      Object value = values.get(option);
      if (value != null) {
        text.add(option.name() + "=" + (option.isSecret() ? "***" : value));
      }
    }
    return text.toString();
  }
}
