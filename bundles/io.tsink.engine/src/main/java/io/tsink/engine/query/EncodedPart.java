package io.tsink.engine.query;

import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkSource;
import io.tsink.api.store.ChunkSummary;
import io.tsink.api.store.SelectHints.Column;
import io.tsink.engine.chunk.ChunkDecoder;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.segment.Segment;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A chunk, sealed in the head or in a segment.
///
/// @param segment that holds it, null for the head
/// @param source where it lies
/// @param decoder of the query
record EncodedPart(
    EncodedChunk chunk, @Nullable Segment segment, ChunkSource source, ChunkDecoder decoder)
    implements Part {
  private static final Set<Column> PLAIN = EnumSet.of(Column.TIME, Column.VALUE);
  private static final Set<Column> WITH_STARTS =
      EnumSet.of(Column.TIME, Column.VALUE, Column.START);
  private static final Set<Column> WITH_SEQUENCES =
      EnumSet.of(Column.TIME, Column.VALUE, Column.SEQUENCE);
  private static final Set<Column> WITH_BOTH =
      EnumSet.of(Column.TIME, Column.VALUE, Column.START, Column.SEQUENCE);

  @Override
  public ValueKind kind() {
    return chunk.kind();
  }

  @Override
  public int count() {
    return chunk.count();
  }

  @Override
  public long minTime() {
    return chunk.minTime();
  }

  @Override
  public long maxTime() {
    return chunk.maxTime();
  }

  @Override
  public long minSequence() {
    return chunk.minSequence();
  }

  @Override
  public long maxSequence() {
    return chunk.maxSequence();
  }

  @Override
  public @Nullable ChunkSummary summary() {
    return chunk.summary();
  }

  @Override
  public long bytes() {
    return chunk.payloadBytes();
  }

  @Override
  public void load(Block block, TimeRange range, Wanted wanted) {
    Set<Column> columns;
    if (wanted.sequences()) {
      columns = wanted.starts() ? WITH_BOTH : WITH_SEQUENCES;
    } else {
      columns = wanted.starts() ? WITH_STARTS : PLAIN;
    }
    decoder.load(chunk, range, columns, block);
  }
}
