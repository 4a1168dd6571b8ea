package io.tsink.engine.ingest;

import io.tsink.api.store.CommitOptions;
import io.tsink.engine.runtime.SequenceSource;

/// Takes sequences for writes that are not logged.
final class Sequences {
  private Sequences() {}

  /// The stated sequence, which is noted, or the next one.
  static long take(SequenceSource sequences, long stated) {
    if (stated == CommitOptions.ASSIGN) {
      return sequences.next();
    }
    sequences.observe(stated);
    return stated;
  }

  /// The sequence that a write would get.
  static long peek(SequenceSource sequences, long stated) {
    return stated == CommitOptions.ASSIGN ? sequences.last() + 1 : stated;
  }
}
