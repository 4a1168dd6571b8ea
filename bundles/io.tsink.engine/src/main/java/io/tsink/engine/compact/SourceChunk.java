package io.tsink.engine.compact;

import io.tsink.api.TimeRange;
import io.tsink.api.store.Block;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.SelectHints.Column;
import io.tsink.api.store.StorageException;
import io.tsink.engine.chunk.ChunkDecoder;
import io.tsink.engine.chunk.Codecs;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.chunk.EncodedColumn;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.tombstone.HiddenRanges;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A chunk of an input. Immutable.
record SourceChunk(EncodedChunk chunk, Segment segment) {
  private static final Set<Column> COLUMNS =
      EnumSet.of(Column.TIME, Column.VALUE, Column.START, Column.SEQUENCE);

  /// Whether every sample is kept.
  boolean whole(HiddenRanges hidden, long oldest) {
    return chunk.minTime() >= oldest
        && !hidden.touches(chunk.minTime(), chunk.maxTime(), chunk.minSequence());
  }

  /// Whether no sample is kept.
  boolean gone(HiddenRanges hidden, long oldest) {
    return chunk.maxTime() < oldest
        || hidden.coversAll(chunk.minTime(), chunk.maxTime(), chunk.maxSequence());
  }

  /// Whether all its codecs are there.
  boolean readable(Codecs codecs) {
    return readable(codecs, chunk.times())
        && readable(codecs, chunk.values())
        && readable(codecs, chunk.starts())
        && readable(codecs, chunk.sequences());
  }

  private static boolean readable(Codecs codecs, @Nullable EncodedColumn column) {
    return column == null
        || (codecs.reads(column.codec())
            && (column.filter() == null || codecs.reads(column.filter())));
  }

  /// Decodes all samples.
  ///
  /// @throws DamagedInputException when a column contradicts its checksum
  void load(ChunkDecoder decoder, Block into) {
    load(decoder, COLUMNS, into);
  }

  /// Whether a tombstone hides any sample, which is looked at one by one.
  boolean hasHidden(HiddenRanges hidden, ChunkDecoder decoder, Block scratch) {
    if (whole(hidden, Long.MIN_VALUE)) {
      return false;
    }
    load(decoder, EnumSet.of(Column.TIME, Column.SEQUENCE), scratch);
    for (int row = scratch.from(); row < scratch.to(); row++) {
      if (hidden.covers(scratch.times()[row], scratch.sequences()[row])) {
        return true;
      }
    }
    return false;
  }

  private void load(ChunkDecoder decoder, Set<Column> columns, Block into) {
    try {
      decoder.load(chunk, TimeRange.ALL, columns, into);
    } catch (StorageException e) {
      if (e.kind() == ErrorKind.CORRUPTION) {
        throw new DamagedInputException(segment, e);
      }
      throw e;
    }
  }
}
