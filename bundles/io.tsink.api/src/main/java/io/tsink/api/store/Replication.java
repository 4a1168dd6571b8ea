package io.tsink.api.store;

import io.tsink.api.ShardScope;
import io.tsink.api.TimeRange;
import org.osgi.annotation.versioning.ProviderType;

/// What copies of a store compare and exchange. A capability.
@ProviderType
public interface Replication {
  /// The highest sequence that was handed out or seen.
  long lastSequence();

  /// Makes sure that sequences handed out from now on are higher than `sequence`.
  void observe(long sequence);

  /// What lies in a part of the store, the same for equal contents however they came about.
  Digest digest(ShardScope scope, TimeRange range);

  /// A summary of contents.
  ///
  /// @param series number of series with samples
  /// @param samples number of samples
  /// @param high upper half of a sum over identity, time, kind, value and start of every sample
  /// @param low lower half of it
  record Digest(long series, long samples, long high, long low) {}
}
