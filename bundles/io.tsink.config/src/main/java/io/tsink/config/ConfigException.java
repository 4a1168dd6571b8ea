package io.tsink.config;

import java.util.List;

/// A configuration was refused; all that is wrong with it is listed.
public final class ConfigException extends Exception {
  private final transient List<ConfigError> errors;

  /// @param errors at least one
  public ConfigException(List<ConfigError> errors) {
    super(String.join("\n", errors.stream().map(ConfigError::toString).toList()));
    this.errors = List.copyOf(errors);
  }

  /// Returns every error, in the order of the sources.
  public List<ConfigError> errors() {
    return errors;
  }
}
