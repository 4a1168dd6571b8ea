package io.tsink.api.store;

import io.tsink.api.Labels;

/// One number about a store or a plugin.
///
/// @param name in the style of Prometheus, with its unit, such as `tsink_wal_synced_bytes_total`
/// @param help one sentence
/// @param labels without a metric name
public record Statistic(String name, Type type, String help, Labels labels, double value) {
  public enum Type {
    COUNTER,
    GAUGE
  }
}
