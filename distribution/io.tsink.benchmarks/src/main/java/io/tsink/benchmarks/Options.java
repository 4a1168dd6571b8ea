package io.tsink.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The options of a command line, given as `--name value`. Confined.
public final class Options {
  private final Map<String, String> given = new HashMap<>();
  private final Set<String> known = new TreeSet<>();

  /// @throws IllegalArgumentException when an argument is no option or has no value
  public Options(String... arguments) {
    for (int i = 0; i < arguments.length; i += 2) {
      if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
        throw new IllegalArgumentException("\"%s\": expected --name value".formatted(arguments[i]));
      }
      given.put(arguments[i].substring(2), arguments[i + 1]);
    }
  }

  /// The text of an option, or null when it was not given.
  public @Nullable String text(String name) {
    known.add(name);
    return given.get(name);
  }

  /// The text of an option that must be given.
  public String required(String name) {
    String text = text(name);
    if (text == null) {
      throw new IllegalArgumentException("--%s is missing".formatted(name));
    }
    return text;
  }

  /// A whole number of at least 1.
  public int number(String name, int otherwise) {
    String text = text(name);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.replace("_", ""));
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException _) {
      // reported below, as other nonsense is
    }
    throw new IllegalArgumentException(
        "--%s: found \"%s\", expected a whole number of at least 1".formatted(name, text));
  }

  /// Fails if an option was given that nobody has asked for.
  public void requireNoOther() {
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "--%s is unknown, expected one of %s".formatted(name, known));
      }
    }
  }
}
