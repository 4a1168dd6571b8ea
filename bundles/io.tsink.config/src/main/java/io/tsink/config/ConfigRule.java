package io.tsink.config;

import java.util.List;
import java.util.function.Function;

/// A condition over several keys, checked when each of their values is good by itself.
///
/// @param keys the keys the check reads
/// @param check returns what is wrong, nothing when all is well
public record ConfigRule(
    List<ConfigKey<?>> keys, Function<EffectiveConfig, List<ConfigError>> check) {
  public ConfigRule {
    keys = List.copyOf(keys);
  }
}
