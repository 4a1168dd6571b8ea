package io.tsink.engine.compact;

import io.tsink.engine.segment.Segment;
import io.tsink.engine.segment.SegmentMeta;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// What compaction has done since the store was opened. Thread-safe.
public final class CompactionCounters {
  private final LongAdder runs = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder inputSegments = new LongAdder();
  private final LongAdder inputBytes = new LongAdder();
  private final LongAdder inputSamples = new LongAdder();
  private final LongAdder outputSegments = new LongAdder();
  private final LongAdder outputBytes = new LongAdder();
  private final LongAdder outputSamples = new LongAdder();
  private final LongAdder copiedChunks = new LongAdder();
  private final LongAdder mergedChunks = new LongAdder();
  private final LongAdder expiredSegments = new LongAdder();
  private final LongAdder expiredSamples = new LongAdder();
  private final LongAdder purgedTombstones = new LongAdder();

  CompactionCounters() {}

  void merged(List<Segment> inputs, @Nullable Segment output, SegmentMerge merge) {
    runs.increment();
    for (Segment input : inputs) {
      SegmentMeta meta = input.meta();
      inputSegments.increment();
      inputBytes.add(meta.bytes());
      inputSamples.add(meta.sampleCount());
    }
    if (output != null) {
      outputSegments.increment();
      outputBytes.add(output.meta().bytes());
      outputSamples.add(output.meta().sampleCount());
    }
    copiedChunks.add(merge.copied());
    mergedChunks.add(merge.merged());
  }

  void failed() {
    failures.increment();
  }

  void expired(List<Segment> segments) {
    expiredSegments.add(segments.size());
    segments.forEach(segment -> expiredSamples.add(segment.meta().sampleCount()));
  }

  void purged(int series) {
    purgedTombstones.add(series);
  }

  /// Number of merges.
  public long runs() {
    return runs.sum();
  }

  /// Number of merges that failed.
  public long failures() {
    return failures.sum();
  }

  public long inputSegments() {
    return inputSegments.sum();
  }

  public long inputBytes() {
    return inputBytes.sum();
  }

  public long inputSamples() {
    return inputSamples.sum();
  }

  public long outputSegments() {
    return outputSegments.sum();
  }

  public long outputBytes() {
    return outputBytes.sum();
  }

  public long outputSamples() {
    return outputSamples.sum();
  }

  /// Chunks that went on as they were.
  public long copiedChunks() {
    return copiedChunks.sum();
  }

  /// Chunks that were coded anew.
  public long mergedChunks() {
    return mergedChunks.sum();
  }

  /// Segments removed because all of their samples were expired.
  public long expiredSegments() {
    return expiredSegments.sum();
  }

  /// Samples of the segments removed.
  public long expiredSamples() {
    return expiredSamples.sum();
  }

  /// Series whose tombstones were purged, each time counted.
  public long purgedTombstones() {
    return purgedTombstones.sum();
  }
}
