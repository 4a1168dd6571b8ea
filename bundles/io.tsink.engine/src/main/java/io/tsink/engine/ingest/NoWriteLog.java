package io.tsink.engine.ingest;

import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.Durability;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.StorageException;
import io.tsink.engine.runtime.SequenceSource;

/// Of a store in memory: nothing is kept.
final class NoWriteLog implements WriteLog {
  private final SequenceSource sequences;
  private final Definitions definitions;

  NoWriteLog(SequenceSource sequences, Definitions definitions) {
    this.sequences = sequences;
    this.definitions = definitions;
  }

  @Override
  public Logged log(WriteScratch scratch, SampleBatch batch, CommitOptions options) {
    definitions.close(scratch.entries().mark());
    Durability asked = options.durability();
    if (asked != null && asked != Durability.VOLATILE) {
      throw new StorageException(
          ErrorKind.UNSUPPORTED_OPERATION,
          "a store in memory cannot make a batch %s".formatted(asked));
    }
    return new Logged(Sequences.take(sequences, options.sequence()), 0, Durability.VOLATILE);
  }
}
