package io.tsink.engine.query;

import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkSource;
import io.tsink.api.store.ChunkSummary;
import io.tsink.engine.segment.Segment;
import org.jspecify.annotations.Nullable;

/// Samples of the head that are not encoded.
final class BlockPart implements Part {
  private final Block rows;
  private final long minSequence;
  private final long maxSequence;

  /// @param rows not empty, with sequences; not changed any more
  BlockPart(Block rows) {
    this.rows = rows;
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int row = rows.from(); row < rows.to(); row++) {
      min = Math.min(min, rows.sequences()[row]);
      max = Math.max(max, rows.sequences()[row]);
    }
    this.minSequence = min;
    this.maxSequence = max;
  }

  @Override
  public ValueKind kind() {
    return rows.kind();
  }

  @Override
  public int count() {
    return rows.size();
  }

  @Override
  public long minTime() {
    return rows.times()[rows.from()];
  }

  @Override
  public long maxTime() {
    return rows.times()[rows.to() - 1];
  }

  @Override
  public long minSequence() {
    return minSequence;
  }

  @Override
  public long maxSequence() {
    return maxSequence;
  }

  @Override
  public ChunkSource source() {
    return ChunkSource.HEAD;
  }

  @Override
  public @Nullable Segment segment() {
    return null;
  }

  @Override
  public @Nullable ChunkSummary summary() {
    return null;
  }

  @Override
  public long bytes() {
    return 2L * Long.BYTES * rows.size();
  }

  @Override
  public void load(Block block, TimeRange range, Wanted wanted) {
    var rowCopy = new RowCopy(block, rows.kind(), rows.size(), wanted, rows.hasStarts());
    rowCopy.append(rows, rows.from(), rows.to());
    rowCopy.finish();
  }
}
