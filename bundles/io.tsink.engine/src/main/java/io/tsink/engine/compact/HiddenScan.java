package io.tsink.engine.compact;

import io.tsink.api.store.Block;
import io.tsink.api.store.StorageException;
import io.tsink.engine.chunk.ChunkDecoder;
import io.tsink.engine.chunk.Codecs;
import io.tsink.engine.index.ChunkIndex;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.segment.SegmentMeta;
import io.tsink.engine.tombstone.HiddenRanges;
import io.tsink.engine.tombstone.Tombstones;

/// Looks at what tombstones hide in segments, by the indexes and headers as far as these tell.
/// Confined.
final class HiddenScan {
  private final Codecs codecs;
  private final ChunkDecoder decoder;
  private final ChunkIndex index = new ChunkIndex();
  private final Block scratch = new Block();

  /// @param codecs held by a lease
  HiddenScan(Codecs codecs) {
    this.codecs = codecs;
    this.decoder = new ChunkDecoder(codecs);
  }

  /// Number of chunks of a segment of which nothing is left.
  long goneChunks(Segment segment, Tombstones tombstones) {
    long gone = 0;
    for (int i = 0; i < tombstones.seriesCount(); i++) {
      HiddenRanges hidden = tombstones.rangesAt(i);
      if (touches(segment, hidden) && segment.chunks(tombstones.seriesId(i), index)) {
        for (int k = 0; k < index.count(); k++) {
          gone += chunk(segment, k).gone(hidden, Long.MIN_VALUE) ? 1 : 0;
        }
      }
    }
    return gone;
  }

  /// Whether any tombstone hides a sample of a segment.
  boolean hidesAny(Segment segment, Tombstones tombstones) {
    for (int i = 0; i < tombstones.seriesCount(); i++) {
      if (hidesAny(segment, tombstones.seriesId(i), tombstones.rangesAt(i), false)) {
        return true;
      }
    }
    return false;
  }

  /// Whether samples of a series in a segment are hidden.
  ///
  /// @param unread what to say of a chunk that cannot be read
  boolean hidesAny(Segment segment, int id, HiddenRanges hidden, boolean unread) {
    if (!touches(segment, hidden) || !segment.chunks(id, index)) {
      return false;
    }
    for (int k = 0; k < index.count(); k++) {
      SourceChunk chunk = chunk(segment, k);
      if (chunk.whole(hidden, Long.MIN_VALUE)) {
        continue;
      }
      boolean hides =
          chunk.gone(hidden, Long.MIN_VALUE)
              || (chunk.readable(codecs) ? chunk.hasHidden(hidden, decoder, scratch) : unread);
      if (hides) {
        return true;
      }
    }
    return false;
  }

  private static boolean touches(Segment segment, HiddenRanges hidden) {
    SegmentMeta meta = segment.meta();
    return hidden.touches(meta.minTime(), meta.maxTime(), meta.minSequence());
  }

  private SourceChunk chunk(Segment segment, int number) {
    try {
      return new SourceChunk(segment.chunk(index, number), segment);
    } catch (StorageException e) {
      throw new DamagedInputException(segment, e);
    }
  }
}
