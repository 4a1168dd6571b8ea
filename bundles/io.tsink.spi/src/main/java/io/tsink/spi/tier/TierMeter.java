package io.tsink.spi.tier;

import org.osgi.annotation.versioning.ProviderType;

/// Counts what a call costs. Thread-safe; never blocks.
///
/// A back end reports each request to the place, not each operation: an upload in three parts is
/// five requests, a retried read two.
@ProviderType
public interface TierMeter {

  /// What an operation of [TierBackend] is called in counts.
  enum Operation {
    PUT,
    READ,
    STAT,
    LIST,
    DELETE,
    SWEEP,
    PROBE
  }

  /// What a request costs, roughly, where the place sends bills.
  enum Price {
    /// Nothing.
    FREE,
    /// As reads of object stores.
    READ,
    /// As writes and listings of object stores, some ten times a read.
    WRITE
  }

  /// Counts a request.
  ///
  /// @param bytes of content sent or received
  /// @param nanos how long it took
  /// @param failed whether it ended in an error
  void request(Operation operation, Price price, long bytes, long nanos, boolean failed);

  /// Counts that a request is made again.
  void retry(Operation operation);

  /// Returns a meter that forgets everything.
  static TierMeter discarding() {
    return DiscardingTierMeter.INSTANCE;
  }
}
