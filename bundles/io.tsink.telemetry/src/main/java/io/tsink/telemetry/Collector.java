package io.tsink.telemetry;

/// Adds families that are known only when they are asked for, such as one series per garbage
/// collector or the statistics of a layer below.
@FunctionalInterface
public interface Collector {
  /// Adds what there is now. Called once for each exposition, from its thread.
  void collect(Exposition out);
}
