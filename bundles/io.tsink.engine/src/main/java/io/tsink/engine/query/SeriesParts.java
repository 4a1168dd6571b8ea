package io.tsink.engine.query;

import io.tsink.api.TimeRange;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkSource;
import io.tsink.engine.chunk.ChunkDecoder;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.head.Head;
import io.tsink.engine.head.HeadRows;
import io.tsink.engine.head.HeadSlice;
import io.tsink.engine.index.ChunkIndex;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.series.Series;
import io.tsink.engine.view.ReadView;
import java.util.ArrayList;
import java.util.List;

/// Finds what a view has of a series: in its segments by their indexes, and in the head. Confined.
final class SeriesParts {
  private final Head head;
  private final ReadView view;
  private final ChunkDecoder decoder;
  private final Damage damage;
  private final ChunkIndex index = new ChunkIndex();

  SeriesParts(Head head, ReadView view, ChunkDecoder decoder, Damage damage) {
    this.head = head;
    this.view = view;
    this.decoder = decoder;
    this.damage = damage;
  }

  /// The parts that overlap a range, in no order.
  List<Part> of(Series series, TimeRange range) {
    var parts = new ArrayList<Part>();
    for (Segment segment : view.segments().segments()) {
      if (range.overlaps(segment.meta().minTime(), segment.meta().maxTime())) {
        damage.guard(segment, () -> addFrom(segment, series, range, parts));
      }
    }
    HeadSlice slice = head.read(series, view.visibleCommit(), view.publication(), range);
    for (EncodedChunk chunk : slice.chunks()) {
      parts.add(new EncodedPart(chunk, null, ChunkSource.HEAD, decoder));
    }
    for (HeadRows rows : slice.plainRows()) {
      parts.add(new RowsPart(rows));
    }
    for (Block block : slice.blocks()) {
      parts.add(new BlockPart(block));
    }
    return parts;
  }

  private void addFrom(Segment segment, Series series, TimeRange range, List<Part> parts) {
    if (!segment.chunks(series.id(), index)) {
      return;
    }
    for (int i = index.firstReaching(range.start()); i < index.count(); i++) {
      if (index.minTime(i) >= range.end()) {
        return;
      }
      if (index.maxTime(i) >= range.start()) {
        EncodedChunk chunk = segment.chunk(index, i);
        parts.add(new EncodedPart(chunk, segment, source(segment, chunk), decoder));
      }
    }
  }

  private static ChunkSource source(Segment segment, EncodedChunk chunk) {
    return new ChunkSource(
        "hot",
        segment.meta().name().toString(),
        chunk.times().codec().name(),
        chunk.values().codec().name());
  }
}
