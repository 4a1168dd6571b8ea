package io.tsink.engine.recovery;

import java.util.Locale;

/// The phases of an opening, in their order.
public enum Phase {
  /// Takes the lock of the directory and reads what store it is.
  DISCOVER,
  /// Removes what a crash left half-written, opens segments, sets damaged ones aside.
  REPAIR,
  /// Opens the log.
  WAL,
  /// Loads the catalogue of series and what else was saved.
  HYDRATE,
  /// Delivers what the log has beyond the segments.
  REPLAY,
  /// Starts background work.
  FINISH;

  /// The name in status and health.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
