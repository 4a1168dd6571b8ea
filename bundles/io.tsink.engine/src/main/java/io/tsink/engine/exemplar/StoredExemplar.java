package io.tsink.engine.exemplar;

import io.tsink.api.Exemplar;

/// One version of an exemplar. Immutable.
///
/// @param exemplar with a timestamp, in the precision of the store
/// @param commit the commit that brought it
record StoredExemplar(int seriesId, Exemplar exemplar, long sequence, long commit) {
  long time() {
    return exemplar.timestamp();
  }

  /// Whether another one says the same.
  boolean repeats(StoredExemplar other) {
    return sequence == other.sequence && exemplar.equals(other.exemplar);
  }
}
