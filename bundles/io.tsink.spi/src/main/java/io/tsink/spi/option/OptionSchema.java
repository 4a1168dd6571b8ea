package io.tsink.spi.option;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// All options of a plugin, in the order in which documentation shows them.
public final class OptionSchema {
  private static final OptionSchema EMPTY = new OptionSchema(Map.of());

  private final Map<String, Option<?>> options;

  private OptionSchema(Map<String, Option<?>> options) {
    this.options = options;
  }

  /// Returns the schema of a plugin that has no options.
  public static OptionSchema empty() {
    return EMPTY;
  }

  /// Returns the schema with these options.
  ///
  /// @throws IllegalArgumentException when two have the same name
  public static OptionSchema of(Option<?>... options) {
    Map<String, Option<?>> byName = new LinkedHashMap<>();
    for (Option<?> option : options) {
      if (byName.put(option.name(), option) != null) {
        throw new IllegalArgumentException("option %s is given twice".formatted(option.name()));
      }
    }
    return new OptionSchema(Collections.unmodifiableMap(byName));
  }

  /// Returns the options in the order given.
  public List<Option<?>> options() {
    return List.copyOf(options.values());
  }

  boolean contains(Option<?> option) {
    return options.get(option.name()) == option;
  }

  /// Reads what an operator has given, each value as text or as the option's own Java type.
  ///
  /// @throws OptionException with every problem found: unknown names, missing values, and values
  ///     that are no value of their option
  public Options read(Map<String, ?> given) {
    List<String> problems = new ArrayList<>();
    for (String name : new TreeSet<>(given.keySet())) {
      if (!options.containsKey(name)) {
        problems.add("%s: unknown, expected one of %s".formatted(name, options.keySet()));
      }
    }
    Map<Option<?>, Object> values = new HashMap<>();
    for (Option<?> option : options.values()) {
      Object value = given.get(option.name());
      Object defaultValue = option.defaultValue();
      if (value != null) {
        readOne(option, value, values, problems);
      } else if (defaultValue != null) {
        values.put(option, defaultValue);
      } else if (option.required()) {
        problems.add("%s: missing, expected %s".formatted(option.name(), option.expected()));
      }
    }
    if (!problems.isEmpty()) {
      throw new OptionException(problems);
    }
    return new Options(this, values);
  }

  private static void readOne(
      Option<?> option, Object given, Map<Option<?>, Object> values, List<String> problems) {
    try {
      values.put(option, option.value(given));
    } catch (IllegalArgumentException | ArithmeticException _) {
      problems.add(
          "%s: found %s, expected %s"
              .formatted(
                  option.name(),
                  option.isSecret() ? "a secret" : "\"" + given + "\"",
                  option.expected()));
    }
  }

  @Override
  public String toString() {
    return options.keySet().toString();
  }
}
