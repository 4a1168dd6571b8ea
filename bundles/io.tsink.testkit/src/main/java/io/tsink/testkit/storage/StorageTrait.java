package io.tsink.testkit.storage;

/// What a store may lack without breaking the contract. Tests of a trait are skipped where it is
/// absent, and histories avoid what depends on it.
public enum StorageTrait {
  /// Content outlives closing.
  REOPEN,
  /// Retention and the limit ahead of the clock can be set, and the clock injected.
  TIME_LIMITS,
  /// The number of series can be limited.
  SERIES_LIMIT,
  /// The precision can be set.
  PRECISION,
  /// Reads as of a sequence.
  AS_OF,
  /// The capability [io.tsink.api.store.Changes].
  CHANGES,
  /// The digests of the capability [io.tsink.api.store.Replication].
  DIGEST,
  /// A delete also hides what a series that is unknown yet gets later under a lower sequence.
  DELETES_LATER_SERIES,
  /// Exemplars are kept.
  EXEMPLARS,
  /// Metadata is kept.
  METADATA
}
