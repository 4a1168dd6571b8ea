package io.tsink.engine.flush;

import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.head.Head;
import io.tsink.engine.head.HeadUsage;
import io.tsink.engine.head.SealPolicy;
import io.tsink.engine.head.SealedRows;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.segment.SegmentDraft;
import io.tsink.engine.segment.SegmentStore;
import io.tsink.engine.series.Series;
import io.tsink.engine.view.InFlight;
import io.tsink.engine.view.ViewPublisher;
import io.tsink.engine.wal.Wal;
import io.tsink.engine.wal.WalMark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/// Writes what is sealed to segments, publishes them and trims the log. Thread-safe: one flush at a
/// time.
public final class Flusher {
  private static final Comparator<SealedRows> BY_SERIES =
      (one, other) -> Integer.compareUnsigned(one.series().id(), other.series().id());

  /// Held for a whole flush, input and output included; before every other lock.
  private final ReentrantLock lock = new ReentrantLock();

  private final Head head;
  private final ViewPublisher publisher;
  private final InFlight inFlight;
  private final SegmentStore segments;
  private final Wal wal;
  private final Checkpoint checkpoint;
  private final Runnable whenTrimmed;
  private final LongAdder flushes = new LongAdder();
  private final LongAdder samples = new LongAdder();

  /// @param whenTrimmed called after the log was trimmed
  public Flusher(
      Head head,
      ViewPublisher publisher,
      InFlight inFlight,
      SegmentStore segments,
      Wal wal,
      Checkpoint checkpoint,
      Runnable whenTrimmed) {
    this.head = head;
    this.publisher = publisher;
    this.inFlight = inFlight;
    this.segments = segments;
    this.wal = wal;
    this.checkpoint = checkpoint;
    this.whenTrimmed = whenTrimmed;
  }

  /// Seals everything and writes it.
  ///
  /// @param millis now, by the clock of the store
  public void flushAll(long millis) {
    lock.lock();
    try {
      head.seal(SealPolicy.ALL, millis);
      write();
    } finally {
      lock.unlock();
    }
  }

  /// Writes what is sealed.
  public void flushSealed() {
    lock.lock();
    try {
      write();
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    long applied = inFlight.appliedPosition();
    List<SealedRows> taken = head.takeWaiting(publisher.visibleCommit());
    boolean published = false;
    try {
      WalMark mark = WalMark.of(Math.min(applied, head.firstPosition() - 1));
      checkpoint.save(applied);
      if (!taken.isEmpty()) {
        publish(taken, mark);
      }
      published = true;
      wal.trim(mark);
      whenTrimmed.run();
    } finally {
      if (!published) {
        head.putBack(taken);
      }
    }
    reclaim();
  }

  private void publish(List<SealedRows> taken, WalMark mark) {
    taken.sort(BY_SERIES);
    Segment segment;
    segments.requireRoom(encodedBytes(taken));
    try (SegmentDraft draft = segments.draft(0)) {
      write(taken, draft);
      segment = segments.publish(draft, mark);
    }
    publisher.publish(
        set -> set.with(segment), publication -> taken.forEach(rows -> rows.movedAt(publication)));
    head.moved(taken);
    flushes.increment();
    samples.add(segment.meta().sampleCount());
  }

  private static long encodedBytes(List<SealedRows> taken) {
    long bytes = 0;
    for (SealedRows rows : taken) {
      for (EncodedChunk chunk : rows.chunks()) {
        bytes += chunk.payloadBytes();
      }
    }
    return bytes;
  }

  private static void write(List<SealedRows> sorted, SegmentDraft draft) {
    var chunks = new ArrayList<EncodedChunk>();
    for (int i = 0; i < sorted.size(); i++) {
      Series series = sorted.get(i).series();
      chunks.addAll(sorted.get(i).chunks());
      if (i + 1 == sorted.size() || sorted.get(i + 1).series() != series) {
        chunks.sort(Comparator.comparingLong(EncodedChunk::minTime));
        draft.series(series.id(), series.labels(), Kinds.first(series));
        chunks.forEach(draft::append);
        chunks.clear();
      }
    }
  }

  /// Drops from memory what no view needs.
  public void reclaim() {
    ViewPublisher.Horizon horizon = publisher.horizon();
    head.reclaim(horizon.commit(), horizon.publication());
  }

  /// What the head holds.
  HeadUsage usage() {
    return head.usage();
  }

  /// Number of segments written.
  public long flushes() {
    return flushes.sum();
  }

  /// Number of samples in segments written.
  public long samples() {
    return samples.sum();
  }
}
