package io.tsink.engine.head;

import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.engine.chunk.EncodedChunk;
import java.util.ArrayList;
import java.util.List;

/// What one view sees of one series in the head. Immutable.
public final class HeadSlice {
  /// Nothing.
  public static final HeadSlice EMPTY =
      new HeadSlice(List.of(), List.of(), List.of(), 0, TimeRange.ALL);

  private static final ValueKind[] KINDS = ValueKind.values();

  private final List<EncodedChunk> chunks;
  private final List<HeadRows> plainRows;
  private final List<HeadRows> otherRows;
  private final long visibleCommit;
  private final TimeRange range;

  private HeadSlice(
      List<EncodedChunk> chunks,
      List<HeadRows> plainRows,
      List<HeadRows> otherRows,
      long visibleCommit,
      TimeRange range) {
    this.chunks = chunks;
    this.plainRows = plainRows;
    this.otherRows = otherRows;
    this.visibleCommit = visibleCommit;
    this.range = range;
  }

  /// What is picked up of a series under the lock of its shard. Confined.
  static final class Builder {
    private final RowBlocks blocks;
    private final int shift;
    private final long visibleCommit;
    private final TimeRange range;
    private final List<EncodedChunk> chunks = new ArrayList<>();
    private final List<HeadRows> plainRows = new ArrayList<>(1);
    private final List<HeadRows> otherRows = new ArrayList<>(0);

    Builder(RowBlocks blocks, int shift, long visibleCommit, TimeRange range) {
      this.blocks = blocks;
      this.shift = shift;
      this.visibleCommit = visibleCommit;
      this.range = range;
    }

    HeadSlice of(SeriesHead head, long publication) {
      for (SealedRows part = head.sealed(); part != null; part = part.next()) {
        if (part.movedBefore(publication)) {
          continue;
        }
        OpenRows history = part.history();
        if (history != null && part.maxCommit() > visibleCommit) {
          add(history);
        } else {
          addChunks(part);
        }
      }
      for (OpenRows open = head.open(); open != null; open = open.next()) {
        add(open);
      }
      return chunks.isEmpty() && plainRows.isEmpty() && otherRows.isEmpty()
          ? EMPTY
          : new HeadSlice(chunks, plainRows, otherRows, visibleCommit, range);
    }

    private void addChunks(SealedRows part) {
      for (EncodedChunk chunk : part.chunks()) {
        if (range.overlaps(chunk.minTime(), chunk.maxTime())) {
          chunks.add(chunk);
        }
      }
    }

    private void add(OpenRows open) {
      if (!range.overlaps(open.window().first(), open.maxTime())) {
        return;
      }
      var rows = new HeadRows();
      open.copy(blocks, shift, rows, false);
      if (!rows.plain() || rows.maxCommit() > visibleCommit) {
        otherRows.add(rows);
      } else if (range.overlaps(rows.firstTime(), rows.maxTime())) {
        plainRows.add(rows);
      }
    }
  }

  /// Sealed chunks that overlap the range that was asked for.
  public List<EncodedChunk> chunks() {
    return chunks;
  }

  /// Rows that are not sealed, all visible, times rising, that overlap the range.
  public List<HeadRows> plainRows() {
    return plainRows;
  }

  /// The other rows that are not sealed, made into blocks of one kind each, times rising, all
  /// within the range; blocks may overlap each other.
  public List<Block> blocks() {
    if (otherRows.isEmpty()) {
      return List.of();
    }
    var blocks = new ArrayList<Block>(otherRows.size());
    var columns = new RowColumns();
    for (HeadRows rows : otherRows) {
      columns.take(rows, visibleCommit, range);
      var block = new Block();
      for (ValueKind kind : KINDS) {
        if (columns.fill(kind, block)) {
          blocks.add(block);
          block = new Block();
        }
      }
    }
    return blocks;
  }
}
