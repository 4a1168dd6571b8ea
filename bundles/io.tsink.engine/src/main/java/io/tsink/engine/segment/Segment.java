package io.tsink.engine.segment;

import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.index.ChunkIndex;
import io.tsink.engine.index.LabelIndex;
import java.util.concurrent.atomic.AtomicInteger;

/// An open segment: chunks of many series in mapped files. Thread-safe.
///
/// It starts with one reference, that of its [SegmentStore]. Whatever it hands out is good as long
/// as the caller holds a reference.
public abstract class Segment {

  private final AtomicInteger references = new AtomicInteger(1);
  private volatile Runnable whenFreed = () -> {};

  /// A segment with one reference.
  protected Segment() {}

  /// What the segment says of itself; always at hand.
  public abstract SegmentMeta meta();

  /// The labels of its series, for matchers.
  public abstract LabelIndex labels();

  /// Calls `visitor` with each series, by id.
  public abstract void forEachSeries(SeriesVisitor visitor);

  /// Calls `visitor` with one series.
  ///
  /// @return whether the series is here
  public abstract boolean series(int id, SeriesVisitor visitor);

  /// Fetches where the chunks of a series lie.
  ///
  /// @param into replaced, empty when the series is not here
  /// @return whether the series is here
  public abstract boolean chunks(int id, ChunkIndex into);

  /// A chunk of a series; reads its header only.
  ///
  /// @throws io.tsink.api.store.StorageException of kind `CORRUPTION`
  public abstract EncodedChunk chunk(ChunkIndex chunks, int index);

  /// Reads every byte and checks every checksum.
  ///
  /// @throws io.tsink.api.store.StorageException of kind `CORRUPTION`
  public abstract void verify();

  /// Unmaps the files.
  protected abstract void free();

  /// Takes a reference.
  ///
  /// @return false when the segment is closed already
  public final boolean acquire() {
    return references.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /// Gives a reference back; the last one closes the segment.
  public final void release() {
    int left = references.decrementAndGet();
    if (left < 0) {
      throw new IllegalStateException("segment %s released too often".formatted(meta().name()));
    }
    if (left == 0) {
      free();
      whenFreed.run();
    }
  }

  /// Whether the files are unmapped.
  public final boolean closed() {
    return references.get() == 0;
  }

  /// Adds what happens once, after the files are unmapped; called by the holder of a reference, one
  /// at a time.
  final void whenFreed(Runnable action) {
    Runnable before = whenFreed;
    whenFreed =
        () -> {
          before.run();
          action.run();
        };
  }

  @Override
  public String toString() {
    return meta().name().toString();
  }
}
