package io.tsink.engine.compact;

import io.tsink.api.TimeRange;
import io.tsink.api.store.Block;
import io.tsink.engine.chunk.CodecCatalog;
import io.tsink.engine.chunk.CodecLease;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.head.Head;
import io.tsink.engine.head.HeadRows;
import io.tsink.engine.head.HeadSlice;
import io.tsink.engine.runtime.SequenceSource;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.series.Series;
import io.tsink.engine.series.SeriesRegistry;
import io.tsink.engine.tombstone.HiddenRanges;
import io.tsink.engine.tombstone.Tombstones;
import io.tsink.engine.view.ReadView;
import io.tsink.engine.view.ViewPublisher;

/// Takes away tombstones that hide nothing. Confined to compaction.
///
/// A batch may state a sequence of the past, and its rows are hidden by what was deleted after that
/// sequence. So a tombstone is kept until its sequence lies well behind the last one, whatever it
/// hides; it is *due* then.
final class TombstonePurge {
  private final SeriesRegistry registry;
  private final Head head;
  private final ViewPublisher publisher;
  private final CodecCatalog catalog;
  private final SequenceSource sequences;
  private final long kept;

  /// @param kept how far behind the last sequence a tombstone is due
  TombstonePurge(
      SeriesRegistry registry,
      Head head,
      ViewPublisher publisher,
      CodecCatalog catalog,
      SequenceSource sequences,
      long kept) {
    this.registry = registry;
    this.head = head;
    this.publisher = publisher;
    this.catalog = catalog;
    this.sequences = sequences;
    this.kept = kept;
  }

  /// Those of some tombstones that may be purged as soon as they hide nothing.
  Tombstones due(Tombstones tombstones) {
    return tombstones.isEmpty() ? tombstones : tombstones.upTo(sequences.last() - kept);
  }

  /// Purges what can be purged.
  ///
  /// @return how many series it concerned
  int run() {
    Tombstones needless;
    try (ReadView view = publisher.open();
        CodecLease lease = catalog.lease()) {
      var scan = new HiddenScan(lease.codecs());
      needless =
          due(view.deletions().samples())
              .filter((id, range, sequence) -> needless(id, range, sequence, view, scan));
    }
    if (!needless.isEmpty()) {
      publisher.purge(deletions -> deletions.withoutSamples(needless));
    }
    return needless.seriesCount();
  }

  private boolean needless(int id, TimeRange range, long sequence, ReadView view, HiddenScan scan) {
    HiddenRanges hidden = Tombstones.NONE.with(new int[] {id}, 1, range, sequence).of(id);
    for (Segment segment : view.segments().segments()) {
      if (scan.hidesAny(segment, id, hidden, true)) {
        return false;
      }
    }
    Series series = registry.series(id);
    return series == null || !inHead(series, range, hidden, view);
  }

  private boolean inHead(Series series, TimeRange range, HiddenRanges hidden, ReadView view) {
    HeadSlice slice = head.read(series, view.visibleCommit(), view.publication(), range);
    for (EncodedChunk chunk : slice.chunks()) {
      if (hidden.touches(chunk.minTime(), chunk.maxTime(), chunk.minSequence())) {
        return true;
      }
    }
    for (HeadRows rows : slice.plainRows()) {
      if (hidden.touches(rows.firstTime(), rows.maxTime(), rows.minSequence())) {
        return true;
      }
    }
    for (Block block : slice.blocks()) {
      for (int row = block.from(); row < block.to(); row++) {
        if (hidden.covers(block.times()[row], block.sequences()[row])) {
          return true;
        }
      }
    }
    return false;
  }
}
