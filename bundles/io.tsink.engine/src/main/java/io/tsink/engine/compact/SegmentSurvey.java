package io.tsink.engine.compact;

import io.tsink.engine.chunk.Codecs;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.segment.SegmentMeta;
import io.tsink.engine.segment.SegmentName;
import io.tsink.engine.tombstone.Tombstones;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells planning about segments. Confined to compaction.
///
/// What tombstones hide in a segment is looked at once for each set of tombstones.
final class SegmentSurvey {
  private Map<SegmentName, Seen> known = new HashMap<>();

  /// @param hidden the tombstones that were looked at
  /// @param due how many of them could be purged
  private record Seen(Tombstones hidden, long due, SegmentInfo info) {
    @SuppressWarnings("ReferenceEquality") // immutable: the same ones hide the same
    boolean holds(Tombstones now, long dueNow, boolean readable) {
      return hidden == now && due == dueNow && info.readable() == readable;
    }
  }

  /// Describes segments.
  ///
  /// @param held with a reference of each
  /// @param hidden all tombstones
  /// @param due those that may be purged as soon as they hide nothing
  /// @param codecs held by a lease
  List<SegmentInfo> of(List<Segment> held, Tombstones hidden, Tombstones due, Codecs codecs) {
    Map<SegmentName, Seen> next = new HashMap<>();
    var scan = new HiddenScan(codecs);
    var infos = new ArrayList<SegmentInfo>();
    long dueCount = due.rangeCount();
    for (Segment segment : held) {
      SegmentName name = segment.meta().name();
      boolean readable =
          segment.meta().codecs().stream().allMatch(use -> codecs.reads(use.codec()));
      Seen seen = known.get(name);
      if (seen == null || !seen.holds(hidden, dueCount, readable)) {
        seen = new Seen(hidden, dueCount, describe(segment, hidden, due, readable, scan));
      }
      next.put(name, seen);
      infos.add(seen.info());
    }
    known = next;
    return infos;
  }

  private static SegmentInfo describe(
      Segment segment, Tombstones hidden, Tombstones due, boolean readable, HiddenScan scan) {
    SegmentMeta meta = segment.meta();
    return new SegmentInfo(
        meta.name(),
        meta.bytes(),
        meta.minTime(),
        meta.maxTime(),
        meta.chunkCount(),
        scan.goneChunks(segment, hidden),
        scan.hidesAny(segment, due),
        readable);
  }
}
