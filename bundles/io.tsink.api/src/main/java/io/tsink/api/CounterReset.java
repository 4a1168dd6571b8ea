package io.tsink.api;

/// What the sender of a histogram says about a counter reset since the sample before.
public enum CounterReset {
  /// Nothing; comparing the two samples tells.
  UNKNOWN,
  /// There was a reset.
  RESET,
  /// There was none.
  NOT_RESET,
  /// The histogram is a gauge: its counts may fall.
  GAUGE
}
