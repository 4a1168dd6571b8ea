package io.tsink.engine.wal;

import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.StoreFile;
import io.tsink.engine.runtime.SequenceSource;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes and syncs the segments of a log, each time for all that wait. Its methods are called with
/// the lock of the log held, by who may take the role ([WalTurns]), and give the lock up meanwhile.
///
/// A failure gives the segment up and is told by the segment to all whom it concerns.
final class SegmentWriter {
  private static final Logger log = LoggerFactory.getLogger(SegmentWriter.class);

  private final WalTurns turns;
  private final SegmentFiles files;
  private final SegmentList segments;
  private final PendingFrames pending;
  private final SequenceSource sequences;
  private final WalCounters counters;

  SegmentWriter(
      WalTurns turns,
      SegmentFiles files,
      SegmentList segments,
      PendingFrames pending,
      SequenceSource sequences,
      WalCounters counters) {
    this.turns = turns;
    this.files = files;
    this.segments = segments;
    this.pending = pending;
    this.sequences = sequences;
    this.counters = counters;
  }

  /// Writes all that is pending.
  void write(WalSegment segment) {
    StoreFile file = segment.file();
    int count = pending.size();
    byte[] bytes = pending.take();
    long good = segment.writtenEnd();
    long durable = segment.durableEnd();
    turns.beginWriting();
    boolean done = false;
    IOException failure = null;
    try {
      file.append(bytes, 0, count);
      done = true;
    } catch (IOException e) {
      failure = e;
      files.cutOff(file, segment.number(), good, durable, sequences.last());
    } finally {
      turns.endWriting();
      pending.give(bytes);
      counters.written();
      if (!done) {
        giveUp(segment, failure);
      } else if (!segment.failed()) { // else a sync has failed meanwhile
        segment.written(count);
      }
      turns.changed();
    }
  }

  /// Syncs what is written.
  void sync(WalSegment segment) {
    StoreFile file = segment.file();
    long end = segment.writtenEnd();
    turns.beginSyncing();
    boolean done = false;
    IOException failure = null;
    try {
      file.sync();
      done = true;
    } catch (IOException e) {
      failure = e;
    } finally {
      turns.endSyncing();
      counters.synced();
      if (done) {
        segment.durable(end);
      } else {
        giveUp(segment, failure);
      }
      turns.changed();
    }
  }

  /// @param failure null when an error has ended the thread
  private void giveUp(WalSegment segment, @Nullable IOException failure) {
    if (!segment.failed()) {
      counters.failed();
      log.error("Gave up a segment of the log: {}: {}", segment.path(), String.valueOf(failure));
    }
    segment.fail(failure == null ? new IllegalStateException("the writer has died") : failure);
    pending.drop(); // all that is pending belongs to this segment
  }

  /// Creates the next segment while nobody writes or syncs.
  ///
  /// @throws io.tsink.api.store.StorageException when that fails; there is no active segment then
  void begin() {
    WalSegment before = segments.active();
    SegmentHeader header = segments.nextHeader();
    turns.beginWriting();
    WalSegment begun = null;
    try {
      if (before != null) {
        SegmentFiles.close(before);
      }
      begun = files.create(header);
    } catch (IOException e) {
      throw FileFailure.of("begin a segment in", files.directory(), e);
    } finally {
      turns.endWriting();
      segments.retire();
      if (begun != null) {
        segments.begun(begun);
      }
      turns.changed();
    }
  }

  /// Does one step towards a segment that nothing is missing from, after which it is no longer
  /// active.
  void complete(WalSegment segment) {
    if (turns.isBusy()) {
      turns.awaitChange();
    } else if (segment.writtenEnd() < segment.appendedEnd()) {
      write(segment);
    } else if (!segment.complete()) {
      sync(segment);
    } else {
      segments.retire();
      SegmentFiles.close(segment);
    }
  }

  /// Writes, or waits for who does.
  void writeOrWait(WalSegment segment) {
    if (turns.isWriting()) {
      turns.awaitChange();
    } else {
      write(segment);
    }
  }

  /// Syncs, or waits for who does.
  void syncOrWait(WalSegment segment) {
    if (turns.isSyncing()) {
      turns.awaitChange();
    } else {
      sync(segment);
    }
  }
}
