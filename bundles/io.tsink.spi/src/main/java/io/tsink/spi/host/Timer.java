package io.tsink.spi.host;

import org.osgi.annotation.versioning.ProviderType;

/// Counts durations and their distribution. Thread-safe; never blocks, never allocates.
@ProviderType
public interface Timer {

  /// Counts a duration.
  ///
  /// @param nanos not negative, for example a difference of [System#nanoTime]
  void recordNanos(long nanos);
}
