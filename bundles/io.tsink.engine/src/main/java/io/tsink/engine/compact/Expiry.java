package io.tsink.engine.compact;

import io.tsink.engine.segment.Segment;
import io.tsink.engine.segment.SegmentStore;
import io.tsink.engine.view.Retention;
import io.tsink.engine.view.ViewPublisher;
import java.util.List;

/// Removes segments whose samples are all expired. Confined to compaction.
final class Expiry {
  private final SegmentStore segments;
  private final ViewPublisher publisher;
  private final Retention retention;
  private final CompactionCounters counters;
  private volatile boolean held;

  Expiry(
      SegmentStore segments,
      ViewPublisher publisher,
      Retention retention,
      CompactionCounters counters) {
    this.segments = segments;
    this.publisher = publisher;
    this.retention = retention;
    this.counters = counters;
  }

  /// The first time whose samples are not to be removed.
  long oldest() {
    long newest = Long.MIN_VALUE;
    for (Segment segment : segments.segments()) {
      newest = Math.max(newest, segment.meta().maxTime());
    }
    return retention.doubts(newest) ? Long.MIN_VALUE : retention.oldest();
  }

  /// Removes what is expired; tells whether there was anything.
  boolean run() {
    List<Segment> expired = endingBefore(oldest());
    held = expired.isEmpty() && !endingBefore(retention.oldest()).isEmpty();
    if (expired.isEmpty()) {
      return false;
    }
    publisher.publish(set -> set.replace(expired, null), _ -> {});
    segments.retire(expired);
    counters.expired(expired);
    return true;
  }

  private List<Segment> endingBefore(long time) {
    return segments.segments().stream()
        .filter(segment -> segment.meta().maxTime() < time && segment.meta().sampleCount() > 0)
        .toList();
  }

  /// Whether there is something to remove and the clock is not believed.
  boolean held() {
    return held;
  }
}
