package io.tsink.engine.query;

import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.QueryContext;
import io.tsink.engine.tombstone.HiddenRanges;

/// Loads parts of one series as a query wants them: cut to its range, without what deletes hide,
/// and with numbers as doubles if that was asked for. Confined.
final class PartReader {
  private final TimeRange range;
  private final Part.Wanted wanted;
  private final boolean numericAsF64;
  private final HiddenRanges hidden;
  private final QueryContext context;
  private final Damage damage;
  private final Block raw;

  /// @param raw scratch, shared by the readers of one query
  PartReader(
      TimeRange range,
      Part.Wanted wanted,
      boolean numericAsF64,
      HiddenRanges hidden,
      QueryContext context,
      Damage damage,
      Block raw) {
    this.range = range;
    this.wanted = wanted;
    this.numericAsF64 = numericAsF64;
    this.hidden = hidden;
    this.context = context;
    this.damage = damage;
    this.raw = raw;
  }

  /// The columns that the query wants.
  Part.Wanted wanted() {
    return wanted;
  }

  TimeRange range() {
    return range;
  }

  /// The kind in which samples of a kind are shown.
  ValueKind shownKind(ValueKind kind) {
    return numericAsF64 && kind.isNumeric() ? ValueKind.F64 : kind;
  }

  /// Whether samples of a kind are shown at all.
  boolean shows(ValueKind kind) {
    return !numericAsF64 || kind.isNumeric() || kind == ValueKind.HISTOGRAM;
  }

  /// Whether every sample of a part is shown.
  boolean whole(Part part) {
    return range.covers(part.minTime(), part.maxTime()) && untouched(part);
  }

  /// Whether deletes hide nothing of a part.
  boolean untouched(Part part) {
    return hidden.isEmpty() || !hidden.touches(part.minTime(), part.maxTime(), part.minSequence());
  }

  /// Whether deletes hide all of a part.
  boolean gone(Part part) {
    return !hidden.isEmpty()
        && hidden.coversAll(part.minTime(), part.maxTime(), part.maxSequence());
  }

  /// Loads what is shown of a part; the block may come out empty.
  ///
  /// @param sequences whether sequences are needed whatever the query wants
  void load(Part part, Block block, boolean sequences) {
    context.check();
    context.chargeSamples(part.count());
    context.chargeBytes(part.bytes());
    Part.Wanted columns = sequences ? wanted.withSequences() : wanted;
    boolean filtered = !untouched(part);
    boolean converted = shownKind(part.kind()) != part.kind();
    if (!filtered && !converted) {
      fetch(part, block, columns);
      return;
    }
    fetch(part, raw, filtered ? columns.withSequences() : columns);
    copyShown(raw, block, columns, filtered);
  }

  /// Decodes a part, or nothing when it cannot be read and the query goes on.
  private void fetch(Part part, Block block, Part.Wanted columns) {
    if (damage.guard(part.segment(), () -> part.load(block, range, columns))) {
      cut(block);
    } else {
      block.reset(part.kind(), 0);
    }
  }

  private void copyShown(Block source, Block target, Part.Wanted columns, boolean filtered) {
    var copy =
        new RowCopy(target, shownKind(source.kind()), source.size(), columns, source.hasStarts());
    if (!filtered) {
      copy.append(source, source.from(), source.to());
    } else {
      int from = source.from();
      for (int row = from; row < source.to(); row++) {
        if (hidden.covers(source.times()[row], source.sequences()[row])) {
          copy.append(source, from, row);
          from = row + 1;
        }
      }
      copy.append(source, from, source.to());
    }
    copy.finish();
  }

  /// Cuts a block to the range.
  private void cut(Block block) {
    int from = block.from();
    int to = block.to();
    if (from < to && !range.covers(block.times()[from], block.times()[to - 1])) {
      from = firstAtOrAfter(block, range.start());
      to = range.end() == Long.MAX_VALUE ? to : firstAtOrAfter(block, range.end());
      block.range(from, Math.max(from, to));
    }
  }

  private static int firstAtOrAfter(Block block, long time) {
    int low = block.from();
    int high = block.to();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (block.times()[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
