package io.tsink.engine.head;

import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.series.Series;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of [OpenRows]: their chunks, and the rows themselves as long as a view is open that
/// sees only some of them. Thread-safe, but for what the lock of the shard guards.
public final class SealedRows {
  private static final long STAYS = Long.MAX_VALUE;

  private final Series series;
  private final List<EncodedChunk> chunks;
  private final long maxCommit;
  private final long firstPosition;
  private final long sealedMillis;
  private final long chunkBytes;
  private volatile long movedAt = STAYS;

  /// The rows as they came. Guarded by the lock of the shard.
  private @Nullable OpenRows history;

  /// The next sealed rows of the series. Guarded by the lock of the shard.
  private @Nullable SealedRows next;

  SealedRows(Series series, List<EncodedChunk> chunks, OpenRows history, long sealedMillis) {
    this.series = series;
    this.chunks = chunks;
    this.maxCommit = history.maxCommit();
    this.firstPosition = history.firstPosition();
    this.sealedMillis = sealedMillis;
    this.history = history;
    long bytes = 96;
    for (EncodedChunk chunk : chunks) {
      bytes += chunk.heapBytes();
    }
    this.chunkBytes = bytes;
  }

  public Series series() {
    return series;
  }

  /// Chunks of one kind each; those of different kinds may overlap in time.
  public List<EncodedChunk> chunks() {
    return chunks;
  }

  /// The highest number among the commits of the rows.
  public long maxCommit() {
    return maxCommit;
  }

  /// The lowest log position among those of the rows.
  public long firstPosition() {
    return firstPosition;
  }

  /// When the rows were sealed, by the clock of the store.
  public long sealedMillis() {
    return sealedMillis;
  }

  /// The rows as they came, null once every view sees all of them.
  @Nullable OpenRows history() {
    return history;
  }

  /// Gives the rows as they came away.
  void forgetHistory() {
    history = null;
  }

  @Nullable SealedRows next() {
    return next;
  }

  void next(@Nullable SealedRows changed) {
    next = changed;
  }

  /// Says that a segment holds the chunks from a publication on.
  public void movedAt(long publication) {
    movedAt = publication;
  }

  /// Whether a view of that publication finds the chunks in a segment.
  boolean movedBefore(long publication) {
    return movedAt <= publication;
  }

  /// Heap that the chunks hold, in bytes.
  long chunkBytes() {
    return chunkBytes;
  }
}
