package io.tsink.engine.wal;

import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.Durability;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.runtime.SequenceSource;
import io.tsink.engine.runtime.Supervisor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The write-ahead log of a store. Thread-safe.
///
/// A log is opened, replayed once, started, and from then on appended to. Committers append
/// groups under a short lock to memory; whoever waits first writes for all, and whoever needs a
/// sync first syncs for all.
///
/// Every failure is a [StorageException]: `CORRUPTION` from a replay, `STORAGE_FULL` or `IO` from
/// a write, after which none of the groups that it concerns is in the log and the next append
/// begins a new segment.
///
/// The one lock is that of [WalTurns]; it is not held during input and output.
public final class Wal implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(Wal.class);

  private final WalOptions options;
  private final SequenceSource sequences;
  private final SegmentFiles files;
  private final WalTurns turns = new WalTurns();
  private final SegmentList segments;
  private final PendingFrames pending;
  private final WalCounters counters = new WalCounters();
  private final SegmentWriter writer;
  private final WalTrim trim;

  private long appendedPosition;
  private boolean replayed;
  private boolean closed;

  private Wal(
      SegmentFiles files, WalOptions options, SequenceSource sequences, List<WalSegment> found) {
    this.files = files;
    this.options = options;
    this.sequences = sequences;
    segments = new SegmentList(found);
    pending = new PendingFrames(2 * Math.min(options.pendingBytes(), 1 << 29));
    writer = new SegmentWriter(turns, files, segments, pending, sequences, counters);
    trim = new WalTrim(turns, files, segments, writer);
  }

  /// Opens the log of a directory, which is created if need be.
  ///
  /// @param sequences gives each group its number, in the order of the log
  public static Wal open(
      StoreFiles files, Path directory, WalOptions options, SequenceSource sequences) {
    var own = new SegmentFiles(files, directory);
    try {
      return new Wal(own, options, sequences, own.find());
    } catch (IOException e) {
      throw FileFailure.of("open", directory, e);
    }
  }

  /// Delivers every frame behind `from` and cuts off a torn tail. The sequences found are
  /// observed by the source of sequences. To be called once, before the first append; it holds no
  /// more than a frame or two in memory.
  ///
  /// @param from frames up to it are in segments of the store and not delivered
  /// @throws StorageException `CORRUPTION` in strict mode, naming file and offset; the log is
  ///     then as it was
  public WalReplay replay(WalMark from, ReplayMode mode, WalVisitor visitor) {
    List<WalSegment> found;
    turns.lock();
    try {
      if (replayed) {
        throw new IllegalStateException("the log was replayed already");
      }
      found = segments.copy();
    } finally {
      turns.unlock();
    }
    WalReplay replay;
    try {
      replay = new Recovery(files.files(), files.directory(), found, mode).run(from, visitor);
    } catch (IOException e) {
      throw FileFailure.of("replay", files.directory(), e);
    }
    sequences.observe(replay.lastSequence());
    turns.lock();
    try {
      appendedPosition = replay.last().position();
      segments.replayed(replay.last());
      replayed = true;
    } finally {
      turns.unlock();
    }
    return replay;
  }

  /// Has a timer sync what waits for it, if the options want one.
  public void start(Supervisor supervisor) {
    if (!options.syncsEachAppend()) {
      supervisor.every("wal-sync", options.syncInterval(), this::syncByTimer);
    }
  }

  private void syncByTimer() {
    try {
      sync();
    } catch (StorageException e) { // the segment is given up, the next append begins another
      log.error("A periodic sync has failed: {}", e.getMessage());
    }
  }

  /// What a commit waits for that says nothing else: `DURABLE` with a sync per append, else
  /// `APPENDED`.
  public Durability defaultDurability() {
    return options.syncsEachAppend() ? Durability.DURABLE : Durability.APPENDED;
  }

  /// Appends a group in memory: its sequence and position are known on return, but it is not safe
  /// before [#await]. The bytes are copied. May wait for a write when too many bytes are pending.
  ///
  /// @throws StorageException `STORAGE_FULL` or `IO` when a segment could not be begun, in which
  ///     case nothing has happened; `STORAGE_CLOSED`
  public void append(WalGroup group) {
    int size = group.buffer().size();
    turns.lock();
    try {
      WalSegment segment = segmentFor(size);
      long sequence = group.statedSequence();
      if (sequence == CommitOptions.ASSIGN) {
        sequence = sequences.next();
      } else {
        sequences.observe(sequence);
      }
      pending.add(group, segment, sequence);
      segment.appended(size, group.frames());
      appendedPosition = segment.number() << 32 | segment.lastFrame();
      group.appended(segment, segment.appendedEnd(), appendedPosition, sequence);
      counters.appended(size);
    } finally {
      turns.unlock();
    }
  }

  /// The segment that takes `size` more bytes. Called with the lock held; gives it up meanwhile.
  private WalSegment segmentFor(int size) {
    while (true) {
      checkUsable();
      WalSegment segment = segments.active();
      if (segment == null || segment.failed()) {
        if (turns.isBusy()) {
          turns.awaitChange();
        } else {
          writer.begin();
        }
      } else if (segment.appendedEnd() >= options.segmentBytes()) {
        writer.complete(segment);
      } else if (pending.size() > 0 && pending.size() > options.pendingBytes() - size) {
        writer.writeOrWait(segment);
      } else {
        return segment;
      }
    }
  }

  private void checkUsable() {
    if (closed) {
      throw new StorageException(ErrorKind.STORAGE_CLOSED, "the log is closed");
    }
    if (!replayed) {
      throw new IllegalStateException("the log was not replayed");
    }
  }

  /// Waits until a group is as safe as asked. `VOLATILE` never waits.
  ///
  /// @throws StorageException `STORAGE_FULL` or `IO` when it cannot be made so. Then it is not in
  ///     the log, unless `DURABLE` was asked and only the sync failed: after a crash it may be
  ///     there
  public void await(WalGroup group, Durability durability) {
    if (durability == Durability.VOLATILE) {
      return;
    }
    turns.lock();
    try {
      await(group.segment(), group.endOffset(), durability == Durability.DURABLE);
    } finally {
      turns.unlock();
    }
  }

  private void await(WalSegment segment, long end, boolean durable) {
    while ((durable ? segment.durableEnd() : segment.writtenEnd()) < end) {
      Throwable failure = segment.failure();
      if (failure != null) {
        throw failed(segment, failure);
      }
      if (segment.writtenEnd() < end) {
        writer.writeOrWait(segment);
      } else {
        writer.syncOrWait(segment);
      }
    }
  }

  private static StorageException failed(WalSegment segment, Throwable failure) {
    if (failure instanceof IOException e) {
      return FileFailure.of("write to", segment.path(), e);
    }
    return new StorageException(
        ErrorKind.INTERNAL, "cannot write to %s: %s".formatted(segment.path(), failure), failure);
  }

  /// Writes and syncs all that was appended before the call.
  ///
  /// @throws StorageException `STORAGE_FULL` or `IO`
  public void sync() {
    turns.lock();
    try {
      WalSegment segment = segments.active();
      if (segment != null && !segment.failed()) {
        await(segment, segment.appendedEnd(), true);
      }
    } finally {
      turns.unlock();
    }
  }

  /// The last frame appended, written or not; see [WalMark#position].
  public long appendedPosition() {
    turns.lock();
    try {
      return appendedPosition;
    } finally {
      turns.unlock();
    }
  }

  /// Removes the segments all of whose frames are at or before a mark, oldest first. The newest
  /// one is removed too if it is covered, and another begun by the next append.
  ///
  /// @return how many files were removed
  /// @throws StorageException `IO`; what was removed so far stays removed
  public int trim(WalMark covered) {
    return trim.run(covered);
  }

  /// Bytes in files and in memory.
  public long sizeBytes() {
    turns.lock();
    try {
      return segments.sizeBytes();
    } finally {
      turns.unlock();
    }
  }

  /// What the log has done and how large it is.
  public WalStatistics statistics() {
    turns.lock();
    try {
      WalSegment newest = segments.active();
      return counters.statistics(
          segments.count(),
          segments.sizeBytes(),
          newest == null ? 0 : newest.appendedEnd() - newest.durableEnd());
    } finally {
      turns.unlock();
    }
  }

  /// Writes, syncs, notes the end in `wal.published`, and refuses every further append. A second
  /// call does nothing.
  ///
  /// @throws StorageException when the log could not be made durable; it is closed nevertheless
  @Override
  public void close() {
    turns.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      finish();
    } finally {
      turns.unlock();
    }
  }

  private void finish() {
    WalSegment segment = segments.active();
    try {
      if (segment != null && !segment.failed()) {
        await(segment, segment.appendedEnd(), true);
      }
    } finally {
      while (turns.isBusy()) {
        turns.awaitChange();
      }
      if (segment != null) {
        SegmentFiles.close(segment);
      }
      segments.retire();
    }
    WalSegment last = segments.last();
    if (replayed && last != null) {
      publish(last);
    }
  }

  private void publish(WalSegment last) {
    PublishedMark mark =
        new PublishedMark(
            new WalMark(last.number(), last.lastFrame()),
            last.writtenEnd(),
            last.durableEnd(),
            sequences.last());
    try {
      files.publish(mark);
    } catch (IOException e) {
      throw FileFailure.of("note the end of the log in", files.directory(), e);
    }
  }
}
