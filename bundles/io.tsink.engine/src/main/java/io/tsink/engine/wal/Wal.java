package io.tsink.engine.wal;

import io.tsink.api.frame.FrameBuffer;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.Durability;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.StoreFile;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.runtime.SequenceSource;
import io.tsink.engine.runtime.Supervisor;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
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
/// The one lock is `Wal` in the lock order. It is not held during I/O: at most one thread at a
/// time is *writing*, which includes beginning a segment, and one *syncing*. It is one class
/// because these roles, the buffer and the ends of the newest segment change only together.
public final class Wal implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(Wal.class);
  private static final int FIRST_BUFFER_BYTES = 1 << 16;

  private final StoreFiles files;
  private final Path directory;
  private final WalOptions options;
  private final SequenceSource sequences;
  private final WalFrame stamp = new WalFrame();

  /// Taken before `lock` and held while files are removed.
  private final ReentrantLock trimming = new ReentrantLock();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /// Every segment that has a file, oldest first.
  private final List<WalSegment> segments;

  /// The segment that is appended to, null before the first append.
  private @Nullable WalSegment active;

  private long lastNumber;
  private long appendedPosition;
  private byte[] pending = new byte[FIRST_BUFFER_BYTES];
  private byte[] spare = new byte[FIRST_BUFFER_BYTES];
  private int pendingBytes;
  private boolean writing;
  private boolean syncing;
  private long changes;
  private boolean replayed;
  private boolean closed;

  private long groups;
  private long appendedBytes;
  private long writes;
  private long syncs;
  private long failures;

  private Wal(
      StoreFiles files,
      Path directory,
      WalOptions options,
      SequenceSource sequences,
      List<WalSegment> segments) {
    this.files = files;
    this.directory = directory;
    this.options = options;
    this.sequences = sequences;
    this.segments = segments;
  }

  /// Opens the log of a directory, which is created if need be.
  ///
  /// @param sequences gives each group its number, in the order of the log
  public static Wal open(
      StoreFiles files, Path directory, WalOptions options, SequenceSource sequences) {
    try {
      files.createDirectories(directory);
      List<WalSegment> segments = new ArrayList<>();
      for (Path path : files.list(directory)) {
        long number = WalSegment.numberOf(path);
        if (number >= 0) {
          segments.add(new WalSegment(number, path, files.size(path)));
        }
      }
      return new Wal(files, directory, options, sequences, segments);
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
    lock.lock();
    try {
      if (replayed) {
        throw new IllegalStateException("the log was replayed already");
      }
      found = List.copyOf(segments);
    } finally {
      lock.unlock();
    }
    WalReplay replay;
    try {
      replay = new Recovery(files, directory, found, mode).run(from, visitor);
    } catch (IOException e) {
      throw FileFailure.of("replay", directory, e);
    }
    sequences.observe(replay.lastSequence());
    lock.lock();
    try {
      appendedPosition = replay.last().position();
      lastNumber = replay.last().segment();
      if (!segments.isEmpty()) {
        lastNumber = Math.max(lastNumber, segments.getLast().number());
      }
      replayed = true;
    } finally {
      lock.unlock();
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
    FrameBuffer bytes = group.buffer();
    int size = bytes.size();
    lock.lock();
    try {
      WalSegment segment = segmentFor(size);
      reserve(size);
      System.arraycopy(bytes.bytes(), 0, pending, pendingBytes, size);
      long sequence = group.statedSequence();
      if (sequence == CommitOptions.ASSIGN) {
        sequence = sequences.next();
      } else {
        sequences.observe(sequence);
      }
      stampFrames(group, segment, sequence);
      pendingBytes += size;
      segment.appended(size, group.frames());
      appendedPosition = segment.number() << 32 | segment.lastFrame();
      group.appended(segment, segment.appendedEnd(), appendedPosition, sequence);
      groups++;
      appendedBytes += size;
    } finally {
      lock.unlock();
    }
  }

  private void reserve(int size) {
    int wanted = Math.addExact(pendingBytes, size);
    if (wanted > pending.length) {
      long grown = Math.max(wanted, 2L * pending.length);
      pending = Arrays.copyOf(pending, (int) Math.min(grown, Integer.MAX_VALUE - 8));
    }
  }

  private void stampFrames(WalGroup group, WalSegment segment, long sequence) {
    int at = pendingBytes;
    for (int i = 1; i <= group.frames(); i++) {
      stamp.stamp(
          pending, at, segment, segment.lastFrame() + i, sequence, group.key(), i < group.frames());
      at += WalFrame.HEADER_BYTES + WalFrame.bodyLength(pending, at);
    }
  }

  /// The segment that takes `size` more bytes. Called with the lock held; gives it up meanwhile.
  private WalSegment segmentFor(int size) {
    while (true) {
      checkUsable();
      WalSegment segment = active;
      if (segment == null || segment.failed()) {
        if (writing || syncing) {
          awaitChange();
        } else {
          beginSegment();
        }
      } else if (segment.appendedEnd() >= options.segmentBytes()) {
        completeActive(segment);
      } else if (pendingBytes > 0 && pendingBytes > options.pendingBytes() - size) {
        writeOrWait(segment);
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

  /// Does one step towards a segment that nothing is missing from, after which it is no longer
  /// active.
  private void completeActive(WalSegment segment) {
    if (writing || syncing) {
      awaitChange();
    } else if (segment.writtenEnd() < segment.appendedEnd()) {
      write(segment);
    } else if (!segment.complete()) {
      sync(segment);
    } else {
      active = null;
      closeFile(segment);
    }
  }

  private void awaitChange() {
    long seen = changes;
    while (changes == seen) {
      changed.awaitUninterruptibly();
    }
  }

  private void writeOrWait(WalSegment segment) {
    if (writing) {
      awaitChange();
    } else {
      write(segment);
    }
  }

  /// Writes all that is pending. Called with the lock held by the only writer; gives it up
  /// meanwhile.
  private void write(WalSegment segment) {
    byte[] bytes = pending;
    int count = pendingBytes;
    StoreFile file = segment.file();
    long good = segment.writtenEnd();
    long durable = segment.durableEnd();
    pending = spare;
    pendingBytes = 0;
    writing = true;
    lock.unlock();
    boolean done = false;
    IOException failure = null;
    try {
      file.append(bytes, 0, count);
      done = true;
    } catch (IOException e) {
      failure = e;
      cutOff(file, segment, good, durable);
    } finally {
      lock.lock();
      writing = false;
      spare = bytes.length > 2L * options.pendingBytes() ? new byte[FIRST_BUFFER_BYTES] : bytes;
      writes++;
      if (!done) {
        giveUp(segment, failure);
      } else if (!segment.failed()) { // else a sync has failed meanwhile
        segment.written(count);
      }
      changes++;
      changed.signalAll();
    }
  }

  /// Removes what a failed write has left, or notes that it does not count.
  private void cutOff(StoreFile file, WalSegment segment, long good, long durable) {
    try {
      file.truncate(good);
    } catch (IOException e) {
      log.warn("Could not cut off a failed write: {} at byte {}", segment.path(), good, e);
      try {
        new PublishedMark(new WalMark(segment.number(), 0), good, durable, sequences.last())
            .write(files, directory);
      } catch (IOException again) {
        log.warn("Could not note the end of the log: {}", directory, again);
      }
    }
  }

  /// @param failure null when an error has ended the thread
  private void giveUp(WalSegment segment, @Nullable IOException failure) {
    if (!segment.failed()) {
      failures++;
      log.error("Gave up a segment of the log: {}: {}", segment.path(), String.valueOf(failure));
    }
    segment.fail(failure == null ? new IllegalStateException("the writer has died") : failure);
    pendingBytes = 0; // all that is pending belongs to this segment
  }

  /// Syncs what is written. Called with the lock held by the only one that syncs; gives it up
  /// meanwhile.
  private void sync(WalSegment segment) {
    StoreFile file = segment.file();
    long end = segment.writtenEnd();
    syncing = true;
    lock.unlock();
    boolean done = false;
    IOException failure = null;
    try {
      file.sync();
      done = true;
    } catch (IOException e) {
      failure = e;
    } finally {
      lock.lock();
      syncing = false;
      syncs++;
      if (done) {
        segment.durable(end);
      } else {
        giveUp(segment, failure);
      }
      changes++;
      changed.signalAll();
    }
  }

  /// Creates the next segment. Called with the lock held while nobody writes or syncs; gives it
  /// up meanwhile.
  private void beginSegment() {
    WalSegment before = active;
    WalSegment last = segments.isEmpty() ? null : segments.getLast();
    long number = lastNumber + 1;
    SegmentHeader header =
        new SegmentHeader(
            number, last == null ? 0 : last.number(), last == null ? 0 : last.durableEnd());
    writing = true;
    lock.unlock();
    WalSegment begun = null;
    try {
      if (before != null) {
        closeFile(before);
      }
      begun = create(header);
    } catch (IOException e) {
      throw FileFailure.of("begin a segment in", directory, e);
    } finally {
      lock.lock();
      writing = false;
      active = begun;
      if (begun != null) {
        segments.add(begun);
        lastNumber = number;
      }
      changes++;
      changed.signalAll();
    }
  }

  private WalSegment create(SegmentHeader header) throws IOException {
    Path path = directory.resolve(WalSegment.fileName(header.segment()));
    if (files.exists(path)) { // left by an attempt that failed
      files.delete(path);
    }
    StoreFile file = files.create(path);
    boolean done = false;
    try {
      file.append(header.encode(), 0, SegmentHeader.BYTES);
      files.syncDirectory(directory);
      done = true;
      return new WalSegment(header.segment(), file);
    } finally {
      if (!done) {
        discard(file);
      }
    }
  }

  private void discard(StoreFile file) {
    try {
      file.close();
      files.delete(file.path());
    } catch (IOException e) {
      log.warn("Could not remove a segment that was not begun: {}", file.path(), e);
    }
  }

  private static void closeFile(WalSegment segment) {
    StoreFile file = segment.takeFile();
    if (file == null) {
      return;
    }
    try {
      file.close();
    } catch (IOException e) {
      log.warn("Could not close a segment: {}", segment.path(), e);
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
    lock.lock();
    try {
      await(group.segment(), group.endOffset(), durability == Durability.DURABLE);
    } finally {
      lock.unlock();
    }
  }

  private void await(WalSegment segment, long end, boolean durable) {
    while ((durable ? segment.durableEnd() : segment.writtenEnd()) < end) {
      Throwable failure = segment.failure();
      if (failure != null) {
        throw failed(segment, failure);
      }
      if (segment.writtenEnd() < end) {
        writeOrWait(segment);
      } else if (syncing) {
        awaitChange();
      } else {
        sync(segment);
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
    lock.lock();
    try {
      WalSegment segment = active;
      if (segment != null && !segment.failed()) {
        await(segment, segment.appendedEnd(), true);
      }
    } finally {
      lock.unlock();
    }
  }

  /// The last frame appended, written or not; see [WalMark#position].
  public long appendedPosition() {
    lock.lock();
    try {
      return appendedPosition;
    } finally {
      lock.unlock();
    }
  }

  /// Removes the segments all of whose frames are at or before a mark, oldest first. The newest
  /// one is removed too if it is covered, and another begun by the next append.
  ///
  /// @return how many files were removed
  /// @throws StorageException `IO`; what was removed so far stays removed
  public int trim(WalMark covered) {
    trimming.lock();
    try {
      retireActive(covered);
      int removed = 0;
      WalSegment segment = oldest(covered);
      while (segment != null) {
        remove(segment);
        removed++;
        segment = oldest(covered);
      }
      return removed;
    } finally {
      trimming.unlock();
    }
  }

  private void retireActive(WalMark covered) {
    lock.lock();
    try {
      WalSegment segment = active;
      while (segment != null
          && segment == active
          && !segment.failed()
          && isCovered(segment, covered)
          && segment.lastFrame() > 0) {
        completeActive(segment);
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable WalSegment oldest(WalMark covered) {
    lock.lock();
    try {
      if (segments.isEmpty()) {
        return null;
      }
      WalSegment segment = segments.getFirst();
      return segment != active && isCovered(segment, covered) ? segment : null;
    } finally {
      lock.unlock();
    }
  }

  private static boolean isCovered(WalSegment segment, WalMark covered) {
    return (segment.number() << 32 | segment.lastFrame()) <= covered.position();
  }

  /// The directory is synced after each file, so that a crash leaves no gap between segments.
  private void remove(WalSegment segment) {
    try {
      files.delete(segment.path());
      files.syncDirectory(directory);
    } catch (IOException e) {
      throw FileFailure.of("remove", segment.path(), e);
    }
    lock.lock();
    try {
      segments.remove(segment);
    } finally {
      lock.unlock();
    }
  }

  /// Bytes in files and in memory.
  public long sizeBytes() {
    lock.lock();
    try {
      long size = 0;
      for (WalSegment segment : segments) {
        size += segment.appendedEnd();
      }
      return size;
    } finally {
      lock.unlock();
    }
  }

  /// What the log has done and how large it is.
  public WalStatistics statistics() {
    lock.lock();
    try {
      WalSegment newest = active;
      return new WalStatistics(
          segments.size(),
          sizeBytes(),
          newest == null ? 0 : newest.appendedEnd() - newest.durableEnd(),
          groups,
          appendedBytes,
          writes,
          syncs,
          failures);
    } finally {
      lock.unlock();
    }
  }

  /// Writes, syncs, notes the end in `wal.published`, and refuses every further append. A second
  /// call does nothing.
  ///
  /// @throws StorageException when the log could not be made durable; it is closed nevertheless
  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      finish();
    } finally {
      lock.unlock();
    }
  }

  private void finish() {
    WalSegment segment = active;
    try {
      if (segment != null && !segment.failed()) {
        await(segment, segment.appendedEnd(), true);
      }
    } finally {
      while (writing || syncing) {
        awaitChange();
      }
      if (segment != null) {
        closeFile(segment);
      }
      active = null;
    }
    if (replayed && !segments.isEmpty()) {
      publish(segments.getLast());
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
      mark.write(files, directory);
    } catch (IOException e) {
      throw FileFailure.of("note the end of the log in", directory, e);
    }
  }
}
