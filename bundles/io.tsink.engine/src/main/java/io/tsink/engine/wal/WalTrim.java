package io.tsink.engine.wal;

import io.tsink.engine.io.FileFailure;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Removes the segments of a log that are no longer needed. Thread-safe.
final class WalTrim {
  /// Taken before the lock of the log and held while files are removed.
  private final ReentrantLock trimming = new ReentrantLock();

  private final WalTurns turns;
  private final SegmentFiles files;
  private final SegmentList segments;
  private final SegmentWriter writer;

  WalTrim(WalTurns turns, SegmentFiles files, SegmentList segments, SegmentWriter writer) {
    this.turns = turns;
    this.files = files;
    this.segments = segments;
    this.writer = writer;
  }

  /// Removes what is covered, see [Wal#trim].
  int run(WalMark covered) {
    trimming.lock();
    try {
      retireActive(covered);
      int removed = 0;
      WalSegment segment = removable(covered);
      while (segment != null) {
        remove(segment);
        removed++;
        segment = removable(covered);
      }
      return removed;
    } finally {
      trimming.unlock();
    }
  }

  private void retireActive(WalMark covered) {
    turns.lock();
    try {
      WalSegment segment = segments.active();
      while (segment != null
          && segment == segments.active()
          && !segment.failed()
          && segment.isCovered(covered)
          && segment.lastFrame() > 0) {
        writer.complete(segment);
      }
    } finally {
      turns.unlock();
    }
  }

  private @Nullable WalSegment removable(WalMark covered) {
    turns.lock();
    try {
      return segments.removable(covered);
    } finally {
      turns.unlock();
    }
  }

  private void remove(WalSegment segment) {
    try {
      files.remove(segment);
    } catch (IOException e) {
      throw FileFailure.of("remove", segment.path(), e);
    }
    turns.lock();
    try {
      segments.remove(segment);
    } finally {
      turns.unlock();
    }
  }
}
