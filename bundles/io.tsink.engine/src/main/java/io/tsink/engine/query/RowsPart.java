package io.tsink.engine.query;

import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkSource;
import io.tsink.api.store.ChunkSummary;
import io.tsink.engine.head.HeadRows;
import io.tsink.engine.segment.Segment;
import org.jspecify.annotations.Nullable;

/// Samples of the head that are not sealed and in order, decoded straight into the block of whoever
/// reads. The bounds of their sequences need not be tight.
///
/// @param rows plain ones
/// @param minTime of the first row
record RowsPart(HeadRows rows, long minTime) implements Part {
  RowsPart(HeadRows rows) {
    this(rows, rows.firstTime());
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
  public long maxTime() {
    return rows.maxTime();
  }

  @Override
  public long minSequence() {
    return rows.minSequence();
  }

  @Override
  public long maxSequence() {
    return rows.maxSequence();
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
    return rows.length();
  }

  @Override
  public void load(Block block, TimeRange range, Wanted wanted) {
    rows.load(block, wanted.starts(), wanted.sequences());
  }
}
