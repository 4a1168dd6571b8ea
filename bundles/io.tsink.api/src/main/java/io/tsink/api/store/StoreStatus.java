package io.tsink.api.store;

import org.jspecify.annotations.Nullable;

/// How far a store is.
///
/// @param phase what a starting store is doing, such as `replay`; otherwise the state in lower case
/// @param progress done of the phase, from 0 to 1, or −1 when unknown
/// @param failure why the store failed, null otherwise
public record StoreStatus(State state, String phase, double progress, @Nullable String failure) {
  /// The life of a store. No constant is ever added.
  public enum State {
    STARTING,
    READY,
    /// Reads only, after a failure of background work.
    FENCED,
    CLOSING,
    CLOSED,
    FAILED
  }

  public boolean isReady() {
    return state == State.READY;
  }
}
