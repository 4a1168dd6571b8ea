package io.tsink.spi.host;

import org.osgi.annotation.versioning.ProviderType;

/// A number that goes up and down. Thread-safe; never blocks, never allocates.
@ProviderType
public interface Gauge {

  /// Sets the value.
  void set(double value);

  /// Adds an amount, which may be negative.
  void add(double amount);
}
