package io.tsink.api;

import static java.util.Objects.requireNonNull;

/// A time, in the precision of the store, and a value.
public record DataPoint(long timestamp, Value value) {
  public DataPoint {
    requireNonNull(value, "value");
  }
}
