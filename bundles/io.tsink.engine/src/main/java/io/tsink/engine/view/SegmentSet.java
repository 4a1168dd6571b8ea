package io.tsink.engine.view;

import io.tsink.engine.index.ChunkIndex;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.series.Series;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The segments that a view sees, oldest first. Immutable.
///
/// @param segments borrowed: whoever reads them holds references, see [#acquire]
public record SegmentSet(List<Segment> segments) {
  /// No segments.
  public static final SegmentSet NONE = new SegmentSet(List.of());

  public SegmentSet {
    segments = List.copyOf(segments);
  }

  /// These and one more.
  public SegmentSet with(Segment segment) {
    var more = new ArrayList<>(segments);
    more.add(segment);
    return new SegmentSet(more);
  }

  /// These without one.
  public SegmentSet without(Segment segment) {
    return new SegmentSet(segments.stream().filter(one -> !one.equals(segment)).toList());
  }

  /// These without some, and with what was made of them.
  ///
  /// @param added null when nothing was left
  public SegmentSet replace(Collection<Segment> gone, @Nullable Segment added) {
    var rest = new ArrayList<>(segments);
    rest.removeAll(gone);
    if (added != null) {
      rest.add(added);
    }
    return new SegmentSet(rest);
  }

  /// Takes a reference of every segment.
  void acquire() {
    for (Segment segment : segments) {
      if (!segment.acquire()) {
        throw new IllegalStateException("segment %s is published and closed".formatted(segment));
      }
    }
  }

  /// Gives the references back.
  void release() {
    for (Segment segment : segments) {
      segment.release();
    }
  }

  /// The newest time of a series, `Long.MIN_VALUE` when it has no samples here.
  public long newestTime(Series series) {
    long newest = Long.MIN_VALUE;
    var index = new ChunkIndex();
    for (Segment segment : segments) {
      if (segment.meta().maxTime() > newest && segment.chunks(series.id(), index)) {
        for (int i = 0; i < index.count(); i++) {
          newest = Math.max(newest, index.maxTime(i));
        }
      }
    }
    return newest;
  }
}
