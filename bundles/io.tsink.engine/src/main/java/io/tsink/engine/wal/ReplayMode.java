package io.tsink.engine.wal;

/// What replay does about damage.
public enum ReplayMode {
  /// Stops with a failure that names file and offset. A torn tail is no damage.
  STRICT,
  /// Skips and reports it, and goes on behind it.
  SALVAGE
}
