package io.tsink.spi.host;

import org.osgi.annotation.versioning.ProviderType;

/// A number that only grows. Thread-safe; never blocks, never allocates.
@ProviderType
public interface Counter {

  /// Adds an amount.
  ///
  /// @param amount not negative
  void add(long amount);

  /// Adds one.
  default void increment() {
    add(1);
  }
}
