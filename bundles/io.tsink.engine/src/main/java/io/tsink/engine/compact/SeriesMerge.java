package io.tsink.engine.compact;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.chunk.ChunkDecoder;
import io.tsink.engine.chunk.Codecs;
import io.tsink.engine.index.ChunkIndex;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.tombstone.HiddenRanges;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings the chunks of one series together, by rising time. Confined and reusable.
final class SeriesMerge {
  private final List<Source> sources;
  private final Codecs codecs;
  private final ChunkDecoder decoder;
  private final long oldest;
  private final ChunkAssembler into;

  /// The chunks of the series in one input, and the next of them.
  private static final class Source {
    final Segment segment;
    final ChunkIndex chunks = new ChunkIndex();
    int next;

    Source(Segment segment) {
      this.segment = segment;
    }

    boolean ended() {
      return next == chunks.count();
    }

    long time() {
      return chunks.minTime(next);
    }

    SourceChunk take() {
      try {
        return new SourceChunk(segment.chunk(chunks, next++), segment);
      } catch (StorageException e) {
        if (e.kind() == ErrorKind.CORRUPTION) {
          throw new DamagedInputException(segment, e);
        }
        throw e;
      }
    }
  }

  /// @param codecs held by a lease
  /// @param oldest samples before it are left out
  SeriesMerge(
      List<Segment> inputs, Codecs codecs, ChunkDecoder decoder, long oldest, ChunkAssembler into) {
    this.sources = inputs.stream().map(Source::new).toList();
    this.codecs = codecs;
    this.decoder = decoder;
    this.oldest = oldest;
    this.into = into;
  }

  /// Hands all that is kept of a series on.
  void merge(int id, HiddenRanges hidden) {
    for (Source source : sources) {
      source.next = 0;
      source.segment.chunks(id, source.chunks);
    }
    SourceChunk first = next(hidden);
    while (first != null) {
      first = hand(first, hidden);
    }
    into.flush();
  }

  /// Hands a chunk on, with those that overlap it, and returns the first behind them.
  private @Nullable SourceChunk hand(SourceChunk first, HiddenRanges hidden) {
    long end = first.chunk().maxTime();
    SourceChunk next = next(hidden);
    if (next == null || next.chunk().minTime() > end) {
      single(first, hidden);
      return next;
    }
    List<SourceChunk> cluster = new ArrayList<>();
    cluster.add(first);
    while (next != null && next.chunk().minTime() <= end) {
      cluster.add(next);
      end = Math.max(end, next.chunk().maxTime());
      next = next(hidden);
    }
    cluster(cluster, hidden);
    return next;
  }

  /// The next chunk of which anything is kept.
  private @Nullable SourceChunk next(HiddenRanges hidden) {
    while (true) {
      Source best = null;
      for (Source source : sources) {
        if (!source.ended() && (best == null || source.time() < best.time())) {
          best = source;
        }
      }
      if (best == null) {
        return null;
      }
      SourceChunk chunk = best.take();
      if (!chunk.gone(hidden, oldest)) {
        return chunk;
      }
    }
  }

  private void single(SourceChunk chunk, HiddenRanges hidden) {
    boolean readable = chunk.readable(codecs);
    if (!readable || chunk.whole(hidden, oldest)) {
      into.add(chunk, readable);
    } else {
      new RowMerge(List.of(chunk), decoder, hidden, oldest, into).run();
    }
  }

  private void cluster(List<SourceChunk> chunks, HiddenRanges hidden) {
    if (chunks.stream().allMatch(chunk -> chunk.readable(codecs))) {
      new RowMerge(chunks, decoder, hidden, oldest, into).run();
    } else {
      chunks.forEach(into::copy);
    }
  }
}
