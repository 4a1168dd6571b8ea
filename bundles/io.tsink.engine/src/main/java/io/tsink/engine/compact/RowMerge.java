package io.tsink.engine.compact;

import io.tsink.api.store.Block;
import io.tsink.engine.chunk.ChunkDecoder;
import io.tsink.engine.head.ValueOrder;
import io.tsink.engine.tombstone.HiddenRanges;
import java.util.ArrayList;
import java.util.List;

/// Merges chunks of one series that overlap: of samples of one time the one of the highest sequence
/// stays. Confined; for one run.
///
/// A chunk is decoded when the merge reaches its first time and dropped after its last.
final class RowMerge {
  private final ChunkDecoder decoder;
  private final HiddenRanges hidden;
  private final long oldest;
  private final ChunkAssembler into;
  private final List<SourceChunk> waiting;
  private final List<Source> active = new ArrayList<>();

  /// @param chunks by rising first time
  /// @param oldest rows before it are left out
  RowMerge(
      List<SourceChunk> chunks,
      ChunkDecoder decoder,
      HiddenRanges hidden,
      long oldest,
      ChunkAssembler into) {
    this.waiting = new ArrayList<>(chunks.reversed());
    this.decoder = decoder;
    this.hidden = hidden;
    this.oldest = oldest;
    this.into = into;
  }

  /// A decoded chunk and the next of its rows.
  private static final class Source {
    final Block block;
    int at;

    Source(Block block) {
      this.block = block;
      this.at = block.from();
    }

    long time() {
      return block.times()[at];
    }

    boolean ended() {
      return at == block.to();
    }

    /// Whether the row comes before that of another source, or in its place.
    boolean precedes(Source other) {
      if (time() != other.time()) {
        return time() < other.time();
      }
      int order = Long.compare(block.sequences()[at], other.block.sequences()[other.at]);
      return order == 0 ? ValueOrder.compare(block, at, other.block, other.at) > 0 : order > 0;
    }
  }

  void run() {
    activate();
    while (!active.isEmpty()) {
      Source best = best();
      int from = best.at;
      int end = active.size() == 1 ? soleEnd(best) : from + 1;
      append(best.block, from, end);
      pass(best, end);
      activate();
    }
  }

  private void activate() {
    while (!waiting.isEmpty()
        && (active.isEmpty() || waiting.getLast().chunk().minTime() <= best().time())) {
      var block = new Block();
      waiting.removeLast().load(decoder, block);
      active.add(new Source(block));
    }
  }

  private Source best() {
    Source best = active.getFirst();
    for (int i = 1; i < active.size(); i++) {
      if (active.get(i).precedes(best)) {
        best = active.get(i);
      }
    }
    return best;
  }

  /// How far the only active source goes alone.
  private int soleEnd(Source source) {
    int end = source.at + 1;
    long next = waiting.isEmpty() ? Long.MAX_VALUE : waiting.getLast().chunk().minTime();
    while (end < source.block.to() && source.block.times()[end] < next) {
      end++;
    }
    return end;
  }

  /// Passes rows, and those that they replace.
  private void pass(Source best, int end) {
    long time = best.block.times()[end - 1];
    best.at = end;
    for (Source source : active) {
      if (!source.ended() && source.time() == time) {
        source.at++;
      }
    }
    active.removeIf(Source::ended);
  }

  private void append(Block block, int from, int end) {
    int kept = from;
    for (int row = from; row < end; row++) {
      long time = block.times()[row];
      if (time < oldest || hidden.covers(time, block.sequences()[row])) {
        into.append(block, kept, row);
        kept = row + 1;
      }
    }
    into.append(block, kept, end);
  }
}
