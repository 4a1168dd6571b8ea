package io.tsink.engine.view;

import io.tsink.engine.segment.Segment;
import io.tsink.engine.segment.SegmentStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Sets damaged segments aside, on a background thread. Thread-safe.
public final class SegmentRepair {
  private final ViewPublisher publisher;
  private final SegmentStore segments;
  private final Map<Segment, String> damaged = new ConcurrentHashMap<>();

  public SegmentRepair(ViewPublisher publisher, SegmentStore segments) {
    this.publisher = publisher;
    this.segments = segments;
  }

  /// Notes a damaged segment. Returns at once.
  public void report(Segment segment, String reason) {
    damaged.putIfAbsent(segment, reason);
  }

  /// Takes the damaged segments out of what new views see and moves them aside.
  public void run() {
    damaged.forEach(
        (segment, reason) -> {
          publisher.publish(set -> set.without(segment), _ -> {});
          segments.quarantine(segment, reason);
          damaged.remove(segment);
        });
  }
}
