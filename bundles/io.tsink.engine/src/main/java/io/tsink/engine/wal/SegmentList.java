package io.tsink.engine.wal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The segments of a log that have a file, oldest first. Guarded by the lock of the log.
final class SegmentList {
  private final List<WalSegment> segments;

  /// The segment that is appended to, null before the first append.
  private @Nullable WalSegment active;

  private long lastNumber;

  /// @param found given, oldest first
  SegmentList(List<WalSegment> found) {
    segments = found;
  }

  List<WalSegment> copy() {
    return new ArrayList<>(segments);
  }

  /// Says that the log has been replayed.
  void replayed(WalMark last) {
    lastNumber = last.segment();
    if (!segments.isEmpty()) {
      lastNumber = Math.max(lastNumber, segments.getLast().number());
    }
  }

  @Nullable WalSegment active() {
    return active;
  }

  /// Says that nothing is appended to the active segment any more.
  void retire() {
    active = null;
  }

  /// The header of the segment that comes next.
  SegmentHeader nextHeader() {
    WalSegment last = last();
    return new SegmentHeader(
        lastNumber + 1, last == null ? 0 : last.number(), last == null ? 0 : last.durableEnd());
  }

  /// Appends to this segment from now on.
  void begun(WalSegment segment) {
    segments.add(segment);
    active = segment;
    lastNumber = segment.number();
  }

  /// The newest segment, or null.
  @Nullable WalSegment last() {
    return segments.isEmpty() ? null : segments.getLast();
  }

  /// The oldest segment if nothing behind a mark is in it and it is not appended to, else null.
  @Nullable WalSegment removable(WalMark covered) {
    if (segments.isEmpty()) {
      return null;
    }
    WalSegment oldest = segments.getFirst();
    return oldest != active && oldest.isCovered(covered) ? oldest : null;
  }

  void remove(WalSegment segment) {
    segments.remove(segment);
  }

  int count() {
    return segments.size();
  }

  /// Bytes in files and in memory.
  long sizeBytes() {
    long size = 0;
    for (WalSegment segment : segments) {
      size += segment.appendedEnd();
    }
    return size;
  }
}
