package io.tsink.ingest;

import io.tsink.spi.ingest.Protocol;
import org.jspecify.annotations.Nullable;

/// A service in the catalogue. Guarded by the catalogue's lock, but for what settling writes.
final class Offer {
  final Protocol service;
  final int ranking;

  /// The instance that was opened from it last.
  volatile @Nullable OpenProtocol open;

  /// The instance that was opened from the same service with options that no longer hold.
  final @Nullable OpenProtocol earlier;

  /// Why it could not be opened.
  volatile @Nullable String fault;

  Offer(Protocol service, int ranking, @Nullable OpenProtocol earlier) {
    this.service = service;
    this.ranking = ranking;
    this.earlier = earlier;
  }

  @SuppressWarnings("ReferenceEquality") // the object is the service, whatever it calls equal
  boolean serves(Protocol other) {
    return service == other;
  }
}
