package io.tsink.config;

import java.util.ArrayList;
import java.util.List;

/// Reads flags: `--key=value`, `--key value`, and `--key` alone for true.
final class FlagSource {
  private final KeyCatalog catalog;
  private final List<String> arguments;
  private final List<ConfigError> errors;

  FlagSource(KeyCatalog catalog, List<String> arguments, List<ConfigError> errors) {
    this.catalog = catalog;
    this.arguments = arguments;
    this.errors = errors;
  }

  List<Written> read() {
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        errors.add(
            new ConfigError(argument, "unexpected argument, expected flags such as --KEY=VALUE"));
        continue;
      }
      int equals = argument.indexOf('=');
      String name = argument.substring(2, equals < 0 ? argument.length() : equals);
      KeyCatalog.Claim claim = catalog.flag(name);
      boolean valueFollows =
          equals < 0 && i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--");
      if (claim == null) {
        String suggestion = Suggestion.among(catalog.flags(), name, "--");
        errors.add(new ConfigError("--" + name, "unknown flag" + suggestion));
        i += valueFollows ? 1 : 0;
      } else if (equals >= 0) {
        written.add(written(claim, name, argument.substring(equals + 1)));
      } else if (claim.key().type() instanceof KeyType.Flag) {
        written.add(written(claim, name, "true"));
      } else if (valueFollows) {
        i++;
        written.add(written(claim, name, arguments.get(i)));
      } else {
        String expected = claim.namesFile() ? "a path" : claim.key().type().expected();
        errors.add(new ConfigError("--" + name, "no value, expected " + expected));
      }
    }
    return written;
  }

  private static Written written(KeyCatalog.Claim claim, String name, String value) {
    return Written.text(claim, name, value, new Origin.Flag(name));
  }
}
