package io.tsink.engine.delete;

import io.tsink.api.TimeRange;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.DeleteOptions;
import io.tsink.engine.runtime.SequenceSource;
import io.tsink.engine.wal.Wal;
import io.tsink.engine.wal.WalGroup;
import org.jspecify.annotations.Nullable;

/// Gives a delete its sequence and makes it durable as the log does by default. Thread-safe.
public final class DeleteLog {
  private final @Nullable Wal wal;
  private final SequenceSource sequences;

  /// @param wal null for a store in memory
  public DeleteLog(@Nullable Wal wal, SequenceSource sequences) {
    this.wal = wal;
    this.sequences = sequences;
  }

  /// What a delete has got.
  ///
  /// @param position in the log, 0 without one
  record Logged(long sequence, long position) {}

  /// The sequence that a delete would get.
  long peek(DeleteOptions options) {
    return options.sequence() == CommitOptions.ASSIGN ? sequences.last() + 1 : options.sequence();
  }

  Logged log(int[] seriesIds, TimeRange range, DeleteOptions options) {
    if (wal == null || (seriesIds.length == 0 && options.idempotencyKey() == null)) {
      return new Logged(take(options), 0);
    }
    var group = new WalGroup();
    group.sequence(options.sequence());
    group.key(options.idempotencyKey());
    group.delete(range, seriesIds, seriesIds.length);
    wal.append(group);
    wal.await(group, wal.defaultDurability());
    return new Logged(group.sequence(), group.position());
  }

  private long take(DeleteOptions options) {
    if (options.sequence() == CommitOptions.ASSIGN) {
      return sequences.next();
    }
    sequences.observe(options.sequence());
    return options.sequence();
  }
}
