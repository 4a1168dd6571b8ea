package io.tsink.spi.host;

import org.osgi.annotation.versioning.ProviderType;

/// Makes the counters, gauges and timers of one plugin instance.
///
/// The host puts a prefix before each name and adds its own labels. Asking twice for one name with
/// the same labels gives the same instrument. Thread-safe; ask once and keep the instrument.
///
/// Labels are given as name, value, name, value …; values must come from a small fixed set. Every
/// method throws IllegalArgumentException for a name, help text or labels that the Prometheus text
/// format does not allow, and for a name that exists as another kind.
@ProviderType
public interface Meter {

  /// Returns a counter.
  ///
  /// @param name words joined by `_`, ending in `_total`
  /// @param help one sentence
  Counter counter(String name, String help, String... labels);

  /// Returns a gauge.
  ///
  /// @param name words joined by `_`, ending in the unit
  /// @param help one sentence
  Gauge gauge(String name, String help, String... labels);

  /// Returns a timer.
  ///
  /// @param name words joined by `_`, ending in `_seconds`
  /// @param help one sentence
  Timer timer(String name, String help, String... labels);

  /// Returns a meter that forgets everything, for use without a host.
  static Meter discarding() {
    return DiscardingMeter.INSTANCE;
  }
}
