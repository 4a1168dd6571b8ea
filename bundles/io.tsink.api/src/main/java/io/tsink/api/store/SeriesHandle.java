package io.tsink.api.store;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/// A series as the store that made the handle knows it. Thread-safe.
///
/// A handle grants nothing: a series without an accepted row leaves no trace in the store. A handle
/// may be *retired* when its series leaves memory; using it resolves the series again within a
/// commit. A handle is only good for the store that made it or a layer over it.
@ProviderType
public interface SeriesHandle {
  Labels labels();

  /// The xxh64 of the canonical identity.
  long identityHash();

  /// The kind of the first accepted sample, which fixes the family; null before that.
  @Nullable ValueKind kind();

  /// Why rows of this series are rejected, or null when they may be accepted.
  @Nullable Refusal refusal();

  /// Whether a cache should let the handle go and ask for the series again.
  boolean retired();
}
