package io.tsink.engine.head;

import io.tsink.api.TimeRange;
import io.tsink.api.store.Block;
import io.tsink.engine.chunk.EncodedChunk;
import java.util.ArrayList;
import java.util.List;

/// What one view sees of one series in the head. Immutable.
public final class HeadSlice {
  /// Nothing.
  public static final HeadSlice EMPTY = new HeadSlice(List.of(), List.of(), 0, TimeRange.ALL);

  private final List<EncodedChunk> chunks;
  private final List<HeadRows> rows;
  private final long visibleCommit;
  private final TimeRange range;

  private HeadSlice(
      List<EncodedChunk> chunks, List<HeadRows> rows, long visibleCommit, TimeRange range) {
    this.chunks = chunks;
    this.rows = rows;
    this.visibleCommit = visibleCommit;
    this.range = range;
  }

  /// Picks up references; called under the lock of the shard.
  static HeadSlice of(SeriesHead head, long visibleCommit, long publication, TimeRange range) {
    var chunks = new ArrayList<EncodedChunk>();
    var rows = new ArrayList<HeadRows>();
    for (SealedRows part : head.sealed()) {
      if (part.movedBefore(publication)) {
        continue;
      }
      HeadRows history = part.history();
      if (history != null && part.maxCommit() > visibleCommit) {
        rows.add(history);
      } else {
        addChunks(part, range, chunks);
      }
    }
    for (OpenRows open : head.open()) {
      if (range.overlaps(open.minTime(), open.maxTime())) {
        rows.add(open.capture(false));
      }
    }
    return chunks.isEmpty() && rows.isEmpty()
        ? EMPTY
        : new HeadSlice(chunks, rows, visibleCommit, range);
  }

  private static void addChunks(SealedRows part, TimeRange range, List<EncodedChunk> chunks) {
    for (EncodedChunk chunk : part.chunks()) {
      if (range.overlaps(chunk.minTime(), chunk.maxTime())) {
        chunks.add(chunk);
      }
    }
  }

  /// Sealed chunks that overlap the range that was asked for.
  public List<EncodedChunk> chunks() {
    return chunks;
  }

  /// The rows that are not sealed, made into blocks of one kind each, times rising, all within the
  /// range; blocks may overlap each other.
  public List<Block> blocks() {
    var blocks = new ArrayList<Block>(rows.size());
    for (HeadRows part : rows) {
      blocks.addAll(part.blocks(visibleCommit, range));
    }
    return blocks;
  }
}
