package io.tsink.engine.ingest;

import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.Durability;
import io.tsink.api.store.SampleBatch;

/// The third stage of a write: gives it its sequence and makes it as safe as asked. Thread-safe.
interface WriteLog {
  /// Logs what was accepted of a batch.
  ///
  /// @throws io.tsink.api.store.StorageException when it is not in the log
  Logged log(WriteScratch scratch, SampleBatch batch, CommitOptions options);

  /// What a write has got.
  ///
  /// @param position in the log, 0 without one
  record Logged(long sequence, long position, Durability durability) {}
}
