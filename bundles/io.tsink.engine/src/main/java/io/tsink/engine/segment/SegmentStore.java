package io.tsink.engine.segment;

import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.wal.WalMark;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Owns the directory of all segments: opens them, makes new ones, sets damaged ones aside.
/// Thread-safe.
///
/// The store holds a reference of each of its segments until it is retired, quarantined or the
/// store is closed. The lock guards the list and is a leaf; no file is touched under it.
public final class SegmentStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SegmentStore.class);
  private static final String DRAFT_PREFIX = ".tmp-";
  private static final Comparator<SegmentName> NEWEST_FIRST =
      Comparator.comparingLong(SegmentName::number).reversed().thenComparingInt(SegmentName::level);

  private final StoreFiles files;
  private final Path directory;
  private final Path quarantine;
  private final SegmentFormat format;
  private final TimestampPrecision precision;

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Segment> segments = new ArrayList<>();
  private final List<Quarantined> quarantined = new ArrayList<>();
  private final AtomicInteger mapped = new AtomicInteger();
  private volatile boolean doubtful;
  private long lastNumber;

  private SegmentStore(
      StoreFiles files,
      Path directory,
      Path quarantine,
      SegmentFormat format,
      TimestampPrecision precision) {
    this.files = files;
    this.directory = directory;
    this.quarantine = quarantine;
    this.format = format;
    this.precision = precision;
  }

  /// Opens all segments of a directory, which is made if need be. Drafts that a crash left are
  /// removed, damaged segments are quarantined.
  ///
  /// @throws StorageException of kind `IO`, or `CONFLICT` when a segment has another precision
  public static SegmentStore open(
      StoreFiles files,
      Path directory,
      Path quarantine,
      SegmentFormat format,
      TimestampPrecision precision) {
    SegmentStore store = new SegmentStore(files, directory, quarantine, format, precision);
    try {
      store.discover();
      return store;
    } catch (IOException e) {
      store.close();
      throw FileFailure.of("open", directory, e);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private void discover() throws IOException {
    files.createDirectories(directory);
    if (files.exists(quarantine)) {
      for (Path entry : files.list(quarantine)) {
        String name = nameOf(entry);
        takeNumber(SegmentName.parse(name.replaceFirst("\\..*", "")));
        quarantined.add(new Quarantined(name, "set aside before this start"));
      }
    }
    Map<SegmentName, Path> found = new TreeMap<>(NEWEST_FIRST);
    for (Path entry : files.list(directory)) {
      String text = nameOf(entry);
      if (text.startsWith(DRAFT_PREFIX)) {
        takeNumber(SegmentName.parse(text.substring(DRAFT_PREFIX.length())));
        files.deleteTree(entry);
        continue;
      }
      Optional<SegmentName> name = SegmentName.parse(text);
      takeNumber(name);
      name.ifPresent(one -> found.put(one, entry));
    }
    openAll(found);
    segments.sort(Comparator.comparingLong(segment -> segment.meta().name().number()));
  }

  /// Opens segments, newest first, but for those that a newer one stands for: a crash left them.
  private void openAll(Map<SegmentName, Path> found) throws IOException {
    Set<Long> replaced = new HashSet<>();
    for (Map.Entry<SegmentName, Path> entry : found.entrySet()) {
      if (replaced.contains(entry.getKey().number())) {
        LOG.info("Removing {}, which a newer segment replaces", entry.getValue());
        Path gone = directory.resolve(DRAFT_PREFIX + entry.getKey());
        files.rename(entry.getValue(), gone);
        files.syncDirectory(directory);
        files.deleteTree(gone);
      } else {
        Segment segment = openOrQuarantine(entry.getValue(), entry.getKey());
        if (segment != null) {
          segments.add(segment);
          replaced.addAll(segment.meta().replaces());
        }
      }
    }
  }

  private void takeNumber(Optional<SegmentName> name) {
    name.ifPresent(taken -> lastNumber = Math.max(lastNumber, taken.number()));
  }

  private @Nullable Segment openOrQuarantine(Path entry, SegmentName name) throws IOException {
    try {
      return checked(open(entry, name));
    } catch (StorageException e) {
      if (e.kind() != ErrorKind.CORRUPTION) {
        throw e;
      }
      moveAside(entry, String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      moveAside(entry, "%s is missing".formatted(e.getFile()));
    }
    return null;
  }

  private Segment open(Path entry, SegmentName name) throws IOException {
    Segment segment = format.open(files, entry, name);
    mapped.incrementAndGet();
    segment.whenFreed(mapped::decrementAndGet);
    return segment;
  }

  private Segment checked(Segment segment) {
    if (segment.meta().precision() != precision) {
      segment.release();
      throw new StorageException(
          ErrorKind.CONFLICT,
          "segment %s has times in %s, the store in %s"
              .formatted(segment, segment.meta().precision().symbol(), precision.symbol()));
    }
    return segment;
  }

  private void moveAside(Path entry, String reason) throws IOException {
    files.createDirectories(quarantine);
    String name = nameOf(entry);
    Path target = quarantine.resolve(name);
    for (int i = 1; files.exists(target); i++) {
      target = quarantine.resolve(name + "." + i);
    }
    files.rename(entry, target);
    files.syncDirectory(quarantine);
    files.syncDirectory(directory);
    LOG.warn("Quarantined segment {}: {}", name, reason);
    lock.lock();
    try {
      quarantined.add(new Quarantined(nameOf(target), reason));
    } finally {
      lock.unlock();
    }
  }

  /// The segments of this moment, oldest first. The caller holds no references: it acquires those
  /// that it reads, and leaves out one that is closed by then.
  public List<Segment> segments() {
    lock.lock();
    try {
      return List.copyOf(segments);
    } finally {
      lock.unlock();
    }
  }

  /// The segments that were set aside.
  public List<Quarantined> quarantined() {
    lock.lock();
    try {
      return List.copyOf(quarantined);
    } finally {
      lock.unlock();
    }
  }

  /// Begins a new segment.
  ///
  /// @throws StorageException of kind `IO` or `STORAGE_FULL`
  public SegmentDraft draft(int level) {
    SegmentName name = nextName(level);
    Path draft = directory.resolve(DRAFT_PREFIX + name);
    try {
      files.createDirectories(draft);
      return new SegmentDraft(this, name, draft, format.create(files, draft, name, precision));
    } catch (IOException e) {
      throw FileFailure.of("create", draft, e);
    }
  }

  private SegmentName nextName(int level) {
    lock.lock();
    try {
      return new SegmentName(level, ++lastNumber);
    } finally {
      lock.unlock();
    }
  }

  /// Makes a segment of a draft: durable, and in the list, when it returns.
  ///
  /// @param mark everything of the log up to here is in this segment or an earlier one
  /// @throws StorageException of kind `IO` or `STORAGE_FULL`; the segment is not in the list then,
  ///     but the next start may find it
  public Segment publish(SegmentDraft draft, WalMark mark) {
    return publish(draft, mark, List.of());
  }

  /// Makes a segment of a draft that holds all that is left of other segments. It says in its own
  /// file which they are, so that its name coming into being is the one moment in which it stands
  /// for them, whenever a crash comes. It is in the list when it returns; the others are until they
  /// are retired.
  ///
  /// @throws StorageException as [#publish] does
  public Segment replace(SegmentDraft draft, List<Segment> inputs) {
    WalMark mark = WalMark.START;
    for (Segment input : inputs) {
      WalMark covered = input.meta().walMark();
      mark = covered.compareTo(mark) > 0 ? covered : mark;
    }
    return publish(
        draft, mark, inputs.stream().map(input -> input.meta().name().number()).toList());
  }

  private Segment publish(SegmentDraft draft, WalMark mark, List<Long> replaces) {
    Path target = directory.resolve(draft.name().toString());
    try {
      draft.finish(mark, replaces);
      files.syncDirectory(draft.directory());
      Segment segment = putInPlace(draft, target);
      lock.lock();
      try {
        segments.add(segment);
      } finally {
        lock.unlock();
      }
      LOG.info(
          "Published segment {} of {} series: {} bytes",
          draft.name(),
          segment.meta().seriesCount(),
          segment.meta().bytes());
      return segment;
    } catch (IOException e) {
      throw FileFailure.of("publish", target, e);
    }
  }

  private Segment putInPlace(SegmentDraft draft, Path target) throws IOException {
    files.rename(draft.directory(), target);
    boolean opened = false;
    try {
      files.syncDirectory(directory);
      Segment segment = open(target, draft.name());
      draft.published();
      opened = true;
      return segment;
    } finally {
      if (!opened) {
        takeBack(target, draft);
      }
    }
  }

  /// Undoes the renaming of a draft whose publication failed half-way.
  private void takeBack(Path target, SegmentDraft draft) {
    try {
      files.rename(target, draft.directory());
      files.syncDirectory(directory);
    } catch (IOException e) {
      doubtful = true;
      draft.published();
      LOG.warn("Could not take {} back: {}", target, e.toString());
    }
  }

  /// Whether the next start may find a segment that this store does not know of, because a disk
  /// failed at the wrong time. What segments hold must not be relied on to be gone then.
  public boolean doubtful() {
    return doubtful;
  }

  /// Checks that there is room for so many bytes.
  ///
  /// @throws StorageException of kind `STORAGE_FULL` or `IO`
  public void requireRoom(long bytes) {
    try {
      long usable = files.usableSpace(directory);
      if (usable < bytes) {
        throw new StorageException(
            ErrorKind.STORAGE_FULL,
            "%s has room for %d bytes, %d are needed".formatted(directory, usable, bytes));
      }
    } catch (IOException e) {
      throw FileFailure.of("look at the room of", directory, e);
    }
  }

  /// Number of segments whose files are mapped; more than are in the list while retired ones are
  /// read.
  public int mapped() {
    return mapped.get();
  }

  /// Sets a damaged segment aside. Who holds it may go on reading what can be read.
  ///
  /// @throws StorageException of kind `IO`
  public void quarantine(Segment segment, String reason) {
    if (!remove(segment)) {
      return;
    }
    Path entry = directory.resolve(segment.meta().name().toString());
    try {
      moveAside(entry, reason);
    } catch (IOException e) {
      throw FileFailure.of("move aside", entry, e);
    } finally {
      segment.release();
    }
  }

  /// Takes segments out of the store. The next start does not find them; who holds one may go on
  /// reading, and its files are removed with the last reader.
  ///
  /// @throws StorageException of kind `IO` when a directory could not be removed; the segments are
  ///     out of the list, but the next start may find one
  public void retire(List<Segment> gone) {
    List<Path> removed = new ArrayList<>();
    try {
      for (Segment segment : gone) {
        if (remove(segment)) {
          removed.add(moveOut(segment));
        }
      }
      if (!removed.isEmpty()) {
        files.syncDirectory(directory);
      }
    } catch (IOException e) {
      doubtful = true;
      throw FileFailure.of("remove a segment of", directory, e);
    }
  }

  /// Gives the directory of a segment the name of a draft, so that a crash leaves all or nothing of
  /// it, and gives back the reference of the store.
  private Path moveOut(Segment segment) throws IOException {
    SegmentName name = segment.meta().name();
    Path out = directory.resolve(DRAFT_PREFIX + name);
    try {
      files.rename(directory.resolve(name.toString()), out);
      segment.whenFreed(() -> discard(out));
      return out;
    } finally {
      segment.release();
    }
  }

  private boolean remove(Segment segment) {
    lock.lock();
    try {
      return segments.remove(segment);
    } finally {
      lock.unlock();
    }
  }

  /// Removes a directory; what cannot be removed now is left to the next start.
  void discard(Path entry) {
    try {
      files.deleteTree(entry);
    } catch (IOException e) {
      LOG.warn("Could not remove {}: {}", entry, e.toString());
    }
  }

  /// Gives back the references of all segments.
  @Override
  public void close() {
    List<Segment> held;
    lock.lock();
    try {
      held = List.copyOf(segments);
      segments.clear();
    } finally {
      lock.unlock();
    }
    held.forEach(Segment::release);
  }

  private static String nameOf(Path entry) {
    return String.valueOf(entry.getFileName());
  }
}
