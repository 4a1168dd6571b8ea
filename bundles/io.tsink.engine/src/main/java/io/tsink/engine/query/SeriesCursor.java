package io.tsink.engine.query;

import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.ChunkSource;
import io.tsink.api.store.ChunkSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks the parts of one series in the order of time. Confined.
///
/// A part that overlaps no other passes as it is: its header is known without decoding, and it is
/// decoded straight into the caller's block. Parts that overlap each other, directly or through
/// others, are merged and come as runs that are decoded when they are moved to.
final class SeriesCursor implements ChunkCursor {
  private static final Comparator<Part> BY_TIME =
      Comparator.comparingLong(Part::minTime).thenComparingLong(Part::maxTime);

  private final PartReader reader;
  private final boolean summaries;

  /// By rising first time.
  private final List<Part> parts;

  private int next;
  private long soughtTime = Long.MIN_VALUE;
  private @Nullable Merge merge;

  /// What the cursor stands on: a part, or a run of a merge in [#run].
  private @Nullable Part current;

  private @Nullable Block run;

  SeriesCursor(List<Part> unordered, PartReader reader, boolean summaries) {
    this.reader = reader;
    this.summaries = summaries;
    var shown = new ArrayList<Part>(unordered.size());
    for (Part part : unordered) {
      if (reader.shows(part.kind()) && !reader.gone(part)) {
        shown.add(part);
      }
    }
    shown.sort(BY_TIME);
    this.parts = shown;
  }

  /// Goes back to the start.
  void rewind() {
    next = 0;
    soughtTime = Long.MIN_VALUE;
    merge = null;
    current = null;
  }

  @Override
  public boolean nextChunk() {
    current = null;
    if (merge != null) {
      if (nextRun(merge)) {
        return true;
      }
      merge = null;
    }
    while (next < parts.size()) {
      Part first = parts.get(next++);
      if (first.maxTime() < soughtTime) {
        continue;
      }
      List<Part> cluster = cluster(first);
      if (cluster.size() == 1) {
        current = first;
        return true;
      }
      merge = new Merge(reader, cluster);
      merge.seek(soughtTime);
      if (nextRun(merge)) {
        return true;
      }
      merge = null;
    }
    return false;
  }

  /// A part and those that follow as long as they overlap what is before them.
  private List<Part> cluster(Part first) {
    if (next == parts.size() || parts.get(next).minTime() > first.maxTime()) {
      return List.of(first);
    }
    var cluster = new ArrayList<Part>();
    cluster.add(first);
    long end = first.maxTime();
    while (next < parts.size() && parts.get(next).minTime() <= end) {
      Part part = parts.get(next++);
      end = Math.max(end, part.maxTime());
      cluster.add(part);
    }
    return cluster;
  }

  private boolean nextRun(Merge merging) {
    if (run == null) {
      run = new Block();
    }
    return merging.next(run);
  }

  @Override
  public void seek(long time) {
    soughtTime = Math.max(soughtTime, time);
    if (merge != null) {
      merge.seek(time);
    }
  }

  private Block run() {
    if (run == null || merge == null) {
      throw new IllegalStateException("the cursor stands on no chunk");
    }
    return run;
  }

  @Override
  public ValueKind kind() {
    return reader.shownKind(current != null ? current.kind() : run().kind());
  }

  @Override
  public int count() {
    return current != null ? current.count() : run().size();
  }

  @Override
  public long minTime() {
    return current != null
        ? Math.max(current.minTime(), reader.range().start())
        : run().times()[run().from()];
  }

  @Override
  public long maxTime() {
    if (current == null) {
      return run().times()[run().to() - 1];
    }
    return reader.range().contains(current.maxTime())
        ? current.maxTime()
        : reader.range().end() - 1;
  }

  @Override
  public ChunkSource source() {
    return current != null ? current.source() : ChunkSource.HEAD;
  }

  @Override
  public @Nullable ChunkSummary summary() {
    Part part = current;
    return summaries
            && part != null
            && reader.shownKind(part.kind()) == ValueKind.F64
            && reader.whole(part)
        ? part.summary()
        : null;
  }

  @Override
  public void load(Block block) {
    if (current != null) {
      reader.load(current, block, false);
      return;
    }
    Block from = run();
    var copy = new RowCopy(block, from.kind(), from.size(), reader.wanted(), from.hasStarts());
    copy.append(from, from.from(), from.to());
    copy.finish();
  }

  /// Whether there is any sample, decoding only if headers cannot tell. The cursor is at its start
  /// afterwards.
  ///
  /// @param scratch overwritten
  boolean hasSamples(Block scratch) {
    for (Part part : parts) {
      boolean edge =
          reader.range().contains(part.minTime()) || reader.range().contains(part.maxTime());
      if (edge && reader.untouched(part)) {
        return true;
      }
    }
    while (nextChunk()) {
      load(scratch);
      if (scratch.size() > 0) {
        rewind();
        return true;
      }
    }
    return false;
  }

  /// The block that ends with the last sample, one of the two that are given; null when there is no
  /// sample. Headers decide which parts are looked at.
  @Nullable Block last(Block one, Block other) {
    if (parts.isEmpty()) {
      return null;
    }
    long from = parts.getLast().minTime();
    Block found = lastFrom(from, one, other);
    return found != null ? found : lastFrom(Long.MIN_VALUE, one, other);
  }

  private @Nullable Block lastFrom(long time, Block one, Block other) {
    rewind();
    seek(time);
    Block found = null;
    while (nextChunk()) {
      Block target = found == one ? other : one;
      load(target);
      if (target.size() > 0) {
        found = target;
      }
    }
    return found;
  }

  /// The parts, by rising first time.
  List<Part> parts() {
    return parts;
  }
}
