package io.tsink.api;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/// What senders say of a metric family. A family may have several entries that differ.
///
/// @param scope labels that the entry is limited to, such as a tenant; often empty
/// @param family the name of the family, without suffixes such as `_bucket`
/// @param help free text, may be empty
/// @param unit may be empty
public record MetricMetadata(Labels scope, String family, Type type, String help, String unit) {
  public MetricMetadata {
    requireNonNull(scope, "scope");
    requireNonNull(family, "family");
    requireNonNull(type, "type");
    requireNonNull(help, "help");
    requireNonNull(unit, "unit");
  }

  /// The type of a family, as Prometheus names it. The order is part of stored formats.
  public enum Type {
    UNKNOWN,
    COUNTER,
    GAUGE,
    HISTOGRAM,
    GAUGEHISTOGRAM,
    SUMMARY,
    INFO,
    STATESET;

    /// The name in text formats and JSON.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
