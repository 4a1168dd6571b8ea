package io.tsink.engine.head;

import static java.util.Objects.requireNonNull;

import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.engine.chunk.CodecCatalog;
import io.tsink.engine.chunk.CodecLease;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.series.Series;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Makes chunks of open rows, with the codecs of the moment. Thread-safe.
public final class Sealer {
  private static final ValueKind[] KINDS = ValueKind.values();

  private final CodecCatalog catalog;
  private final int chunkPoints;
  private final ReentrantLock lock = new ReentrantLock();

  /// As many as ever sealed at once. Guarded by the lock.
  private final Deque<SealScratch> spare = new ArrayDeque<>();

  /// @param chunkPoints most rows of a chunk
  public Sealer(CodecCatalog catalog, int chunkPoints) {
    this.catalog = catalog;
    this.chunkPoints = chunkPoints;
  }

  private SealScratch borrow() {
    lock.lock();
    try {
      SealScratch known = spare.pollFirst();
      return known == null ? new SealScratch() : known;
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(SealScratch scratch) {
    lock.lock();
    try {
      spare.addFirst(scratch);
    } finally {
      lock.unlock();
    }
  }

  /// Seals for one shard, in runs. Guarded by the lock of the shard.
  Session session() {
    return new Session();
  }

  /// Seals in runs. A run begins with the first seal, when it takes a lease on codecs, and must be
  /// ended.
  final class Session {
    private @Nullable CodecLease lease;
    private @Nullable SealScratch held;

    /// Seals rows that nothing is appended to any more; they stay as they are.
    SealedRows seal(Series series, OpenRows open, RowBlocks blocks, int shift, long millis) {
      SealScratch scratch = scratch();
      HeadRows rows = scratch.rows();
      open.copy(blocks, shift, rows, true);
      scratch.chunks().clear();
      if (rows.plain()) {
        rows.load(scratch.block(), true, true);
        encode(scratch);
      } else {
        RowColumns columns = scratch.columns();
        columns.take(rows, Long.MAX_VALUE, TimeRange.ALL);
        for (ValueKind kind : KINDS) {
          if (columns.fill(kind, scratch.block())) {
            encode(scratch);
          }
        }
      }
      return new SealedRows(series, List.copyOf(scratch.chunks()), open, millis);
    }

    /// Cuts a block into as few chunks as possible, of equal length.
    private void encode(SealScratch scratch) {
      Block block = scratch.block();
      int size = block.size();
      int count = (size + chunkPoints - 1) / chunkPoints;
      for (int i = 0; i < count; i++) {
        int from = block.from() + (int) ((long) size * i / count);
        int to = block.from() + (int) ((long) size * (i + 1) / count);
        EncodedChunk chunk = scratch.encoder().encode(block, from, to, 0);
        scratch.chunks().add(chunk);
      }
    }

    private SealScratch scratch() {
      if (held == null) {
        held = borrow();
        lease = catalog.lease();
        held.encoder().use(lease.codecs());
      }
      return held;
    }

    /// Ends a run; nothing is held any more.
    void end() {
      if (held != null) {
        held.encoder().forget();
        giveBack(held);
        held = null;
        requireNonNull(lease).close();
        lease = null;
      }
    }
  }
}
