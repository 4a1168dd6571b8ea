package io.tsink.engine.query;

import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import java.util.ArrayList;
import java.util.List;

/// Merges parts that overlap in time: of samples of equal time the one of the highest sequence is
/// kept. Confined.
///
/// A part is decoded when the merge reaches its first time, and dropped after its last. Output
/// comes in runs of one kind and of bounded length.
final class Merge {
  private static final int RUN_ROWS = 2048;

  private final PartReader reader;
  private final List<Part> waiting;
  private final List<MergeSource> active = new ArrayList<>();

  /// @param parts by rising first time
  Merge(PartReader reader, List<Part> parts) {
    this.reader = reader;
    this.waiting = new ArrayList<>(parts.reversed());
  }

  /// Passes over all samples before a time.
  void seek(long time) {
    waiting.removeIf(part -> part.maxTime() < time);
    for (MergeSource source : active) {
      source.advanceTo(source.firstAtOrAfter(time));
    }
    active.removeIf(MergeSource::ended);
  }

  /// Fills a block with the next run; false, with an undefined block, when there is none.
  boolean next(Block into) {
    activate();
    if (active.isEmpty()) {
      return false;
    }
    ValueKind kind = best().block().kind();
    ValueKind shown = reader.shownKind(kind);
    var run = new RowCopy(into, shown, RUN_ROWS, reader.wanted(), true);
    while (run.size() < RUN_ROWS && !active.isEmpty()) {
      MergeSource best = best();
      if (reader.shownKind(best.block().kind()) != shown) {
        break;
      }
      int end = active.size() == 1 ? soleEnd(best, run) : best.at() + 1;
      run.append(best.block(), best.at(), end);
      pass(best, end);
      activate();
    }
    run.finish();
    return true;
  }

  /// How far the only active source goes alone.
  private int soleEnd(MergeSource source, RowCopy run) {
    int end = Math.min(source.block().to(), source.at() + RUN_ROWS - run.size());
    if (!waiting.isEmpty()) {
      end = Math.min(end, source.firstAtOrAfter(waiting.getLast().minTime()));
    }
    return Math.max(end, source.at() + 1);
  }

  private void pass(MergeSource best, int end) {
    long time = best.time();
    for (MergeSource source : active) {
      if (source == best) {
        source.advanceTo(end);
      } else if (source.time() == time) {
        source.advance();
      }
    }
    active.removeIf(MergeSource::ended);
  }

  /// Decodes the parts that begin at or before the next time.
  private void activate() {
    while (!waiting.isEmpty()
        && (active.isEmpty() || waiting.getLast().minTime() <= earliest().time())) {
      var block = new Block();
      reader.load(waiting.removeLast(), block, true);
      if (block.size() > 0) {
        active.add(new MergeSource(block));
      }
    }
  }

  private MergeSource earliest() {
    MergeSource earliest = active.getFirst();
    for (MergeSource source : active) {
      if (source.time() < earliest.time()) {
        earliest = source;
      }
    }
    return earliest;
  }

  /// The source whose row comes next.
  private MergeSource best() {
    MergeSource best = active.getFirst();
    for (MergeSource source : active) {
      if (source != best
          && (source.time() < best.time()
              || (source.time() == best.time() && source.beats(best)))) {
        best = source;
      }
    }
    return best;
  }
}
