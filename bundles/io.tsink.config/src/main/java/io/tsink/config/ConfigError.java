package io.tsink.config;

/// One thing wrong with a configuration.
///
/// @param where a file position, a variable, a flag
/// @param what what was found and what was expected instead
public record ConfigError(String where, String what) {
  @Override
  public String toString() {
    return where + ": " + what;
  }
}
