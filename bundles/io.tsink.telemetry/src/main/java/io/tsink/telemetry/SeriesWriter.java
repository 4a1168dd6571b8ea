package io.tsink.telemetry;

/// Receives sample lines.
@FunctionalInterface
interface SeriesWriter {
  void series(String name, Labels labels, double value);
}
