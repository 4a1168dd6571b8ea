package io.tsink.engine.series;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.index.Postings;
import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.series.v1.CatalogName;
import io.tsink.engine.series.v1.CatalogReader;
import io.tsink.engine.series.v1.CatalogVisitor;
import io.tsink.engine.series.v1.CatalogWriter;
import io.tsink.engine.series.v1.Run;
import io.tsink.engine.series.v1.RunName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a [SeriesRegistry] in files. Thread-safe.
///
/// The catalogue saves work at the start: everything in it can be had from the segments and the
/// log, but that ids of removed series are not used again. [#covers] tells which segments still
/// have to be asked. Besides, it lets series leave memory: those that were saved long ago are in
/// *runs*, files in which they are found where they lie, and a [SeriesSweep] follows when enough of
/// them are not written to. The lock is taken before every other one of the registry; files are
/// written under it.
public final class SeriesCatalog {

  private static final Logger LOG = LoggerFactory.getLogger(SeriesCatalog.class);

  /// Bytes of deltas, beyond those of the full file, after which a full file is due.
  private static final long DELTA_BYTES = 4L << 20;

  private static final int MAX_DELTAS = 1024;

  private final StoreFiles files;
  private final Path directory;
  private final SeriesRegistry registry;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Long> covered = new HashMap<>();
  private final CatalogLimits limits;
  private final SeriesSweep sweep;
  private long lastNumber;
  private long lastRun;
  private long fullBytes;
  private long deltaBytes;
  private int deltas;
  private boolean whole;

  private SeriesCatalog(
      StoreFiles files, Path directory, SeriesRegistry registry, CatalogLimits limits) {
    this.files = files;
    this.directory = directory;
    this.registry = registry;
    this.limits = limits;
    this.sweep = new SeriesSweep(registry, limits);
  }

  /// Opens the catalogue in a directory, which is made if need be, and puts its series into an
  /// empty registry. Of a damaged catalogue it takes which ids are used up and the runs that are
  /// sound; what it has of other series may be out of date.
  ///
  /// @throws StorageException of kind `IO`
  public static SeriesCatalog open(StoreFiles files, Path directory, SeriesRegistry registry) {
    return open(files, directory, registry, CatalogLimits.DEFAULT);
  }

  static SeriesCatalog open(
      StoreFiles files, Path directory, SeriesRegistry registry, CatalogLimits limits) {
    SeriesCatalog catalog = new SeriesCatalog(files, directory, registry, limits);
    try {
      files.createDirectories(directory);
      catalog.load();
    } catch (IOException e) {
      throw FileFailure.of("read", directory, e);
    }
    return catalog;
  }

  private void load() throws IOException {
    List<CatalogName> names = names();
    lastNumber = names.isEmpty() ? 0 : names.getLast().number();
    whole = true;
    long expected = 0;
    for (CatalogName name : names) {
      if (expected != 0 && name.number() != expected) {
        damaged("file %016x is missing".formatted(expected));
      }
      expected = name.number() + 1;
      try {
        loaded(name, CatalogReader.read(files, directory, name, new Loader()));
      } catch (StorageException e) {
        if (e.kind() != ErrorKind.CORRUPTION) {
          throw e;
        }
        damaged(String.valueOf(e.getMessage()));
      }
    }
    if (!names.isEmpty() && !names.getFirst().full()) {
      damaged("there is no full file");
    }
    if (names.isEmpty() && !runFiles().isEmpty()) {
      damaged("there is no full file");
    }
    if (whole) {
      removeRuns();
    } else {
      rebuild();
    }
    registry.unsaved().take();
  }

  /// Forgets all series but those of runs that are sound.
  private void rebuild() throws IOException {
    covered.clear();
    registry.forEach(registry::remove);
    Set<Long> known = new HashSet<>();
    registry.layers().runs().runs().forEach(run -> known.add(run.name().number()));
    for (RunName name : runFiles()) {
      if (!known.contains(name.number())) {
        try {
          addRun(Run.open(files, directory, name));
        } catch (StorageException e) {
          if (e.kind() != ErrorKind.CORRUPTION) {
            throw e;
          }
          LOG.warn("A run of series is left out: {}", e.getMessage());
        }
      }
    }
    registry.rebuilding(true);
  }

  private void addRun(Run run) {
    registry.addRun(run);
    registry.reserveIds(run.last());
  }

  private List<RunName> runFiles() throws IOException {
    List<RunName> names = new ArrayList<>();
    for (Path file : files.list(directory)) {
      RunName.parse(file).ifPresent(names::add);
    }
    names.sort(Comparator.comparingLong(RunName::number));
    if (!names.isEmpty()) {
      lastRun = Math.max(lastRun, names.getLast().number());
    }
    return names;
  }

  /// Removes files of runs that are none of the catalogue's.
  private void removeRuns() throws IOException {
    Set<RunName> kept = new HashSet<>();
    registry.layers().runs().runs().forEach(run -> kept.add(run.name()));
    for (RunName name : runFiles()) {
      if (!kept.contains(name)) {
        removeLeftover(directory.resolve(name.toString()));
      }
    }
  }

  /// The files to read: the last full one and the deltas behind it.
  private List<CatalogName> names() throws IOException {
    List<CatalogName> names = new ArrayList<>();
    for (Path file : files.list(directory)) {
      if (RunName.parse(file).isEmpty()) {
        CatalogName.parse(file).ifPresentOrElse(names::add, () -> removeLeftover(file));
      }
    }
    names.sort(Comparator.comparingLong(CatalogName::number));
    int first = 0;
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).full()) {
        first = i;
      }
    }
    for (CatalogName old : names.subList(0, first)) {
      removeLeftover(directory.resolve(old.toString()));
    }
    return names.subList(first, names.size());
  }

  private void removeLeftover(Path file) {
    try {
      files.deleteTree(file);
    } catch (IOException e) {
      LOG.warn("Could not remove {}: {}", file, e.toString());
    }
  }

  private void damaged(String reason) {
    if (whole) {
      LOG.warn("The catalogue of series is rebuilt from the segments: {}", reason);
    }
    whole = false;
  }

  private void loaded(CatalogName name, long bytes) {
    if (name.full()) {
      fullBytes = bytes;
    } else {
      deltaBytes += bytes;
      deltas++;
    }
  }

  /// Puts what a file says into the registry.
  private final class Loader implements CatalogVisitor {
    @Override
    public void nextId(int id) {
      registry.reserveIds(id - 1);
      covered.clear();
    }

    @Override
    public void run(RunName name, int checksum) {
      try {
        Run run = Run.open(files, directory, name);
        if (run.checksum() == checksum) {
          addRun(run);
        } else {
          damaged("%s is another file than the one that was meant".formatted(name));
        }
      } catch (StorageException e) {
        if (e.kind() != ErrorKind.CORRUPTION) {
          throw e;
        }
        damaged(String.valueOf(e.getMessage()));
      } catch (IOException e) {
        damaged("%s cannot be read: %s".formatted(name, e));
      }
    }

    @Override
    public void covered(String segment, long fingerprint) {
      covered.put(segment, fingerprint);
    }

    @Override
    public void removed(int id) {
      Series series = registry.series(id);
      if (series != null) {
        registry.remove(series);
      }
    }

    @Override
    public void series(int id, Labels labels, @Nullable ValueKind kind) {
      registry.restore(id, labels, kind);
    }
  }

  /// Whether nothing of the files was missing or damaged.
  public boolean whole() {
    return whole;
  }

  /// Whether the registry has all series of a segment, so that it need not be asked.
  public boolean covers(String segment, long fingerprint) {
    lock.lock();
    try {
      return Long.valueOf(fingerprint).equals(covered.get(segment));
    } finally {
      lock.unlock();
    }
  }

  /// Writes what changed since the last time, or all of it when that is due.
  ///
  /// @param segments fingerprints, by name, of segments whose series the registry has
  /// @throws StorageException of kind `IO` or `STORAGE_FULL`; the next call makes up for it
  public void save(Map<String, Long> segments) {
    lock.lock();
    try {
      boolean newRuns = writeRuns();
      boolean full =
          newRuns
              || !whole
              || fullBytes == 0
              || deltas >= MAX_DELTAS
              || deltaBytes > fullBytes + DELTA_BYTES;
      UnsavedSeries.Changes changes = registry.unsaved().take();
      if (full
          || !changes.added().isEmpty()
          || !changes.removed().isEmpty()
          || !covered.equals(segments)) {
        write(full, changes, segments);
      }
      sweep.runIfDue();
    } finally {
      lock.unlock();
    }
  }

  /// Writes runs of the series that are in none, if there are many; true when it did.
  private boolean writeRuns() {
    if (!registry.hasOutsideOfRuns(limits.runSeries())) {
      return false;
    }
    var made = new RunsWriter(files, directory, registry, limits.runSeries(), lastRun);
    try {
      made.write();
    } catch (IOException e) {
      throw FileFailure.of("write", directory, e);
    }
    lastRun = made.lastNumber();
    return made.any();
  }

  /// Writes all series anew.
  ///
  /// @param segments see [#save]
  public void checkpoint(Map<String, Long> segments) {
    lock.lock();
    try {
      write(true, registry.unsaved().take(), segments);
    } finally {
      lock.unlock();
    }
  }

  private void write(boolean full, UnsavedSeries.Changes changes, Map<String, Long> segments) {
    CatalogName name = new CatalogName(full, lastNumber + 1);
    int nextId = registry.nextId();
    if (full) {
      registry.dropEmptyRuns();
    }
    List<Run> runs = full ? registry.layers().runs().runs() : List.of();
    Postings removed = full ? registry.gone().all() : changes.removed();
    try (CatalogWriter writer =
        CatalogWriter.create(
            files, directory, name, registry.symbols(), nextId, runs, segments, removed)) {
      if (full) {
        for (Series series : registry.outsideOfRuns()) {
          writer.series(series.id(), series.kind(), series.symbols());
        }
      } else {
        for (int id : changes.added().toArray()) {
          Series series = registry.byId().get(id);
          if (series != null) {
            writer.series(id, series.kind(), series.symbols());
          }
        }
      }
      long bytes = writer.publish();
      lastNumber = name.number();
      covered.clear();
      covered.putAll(segments);
      written(full, bytes);
    } catch (IOException e) {
      registry.unsaved().putBack(changes);
      throw FileFailure.of("write", directory.resolve(name.toString()), e);
    }
  }

  private void written(boolean full, long bytes) throws IOException {
    if (full) {
      whole = true;
      fullBytes = bytes;
      deltaBytes = 0;
      deltas = 0;
      registry.rebuilding(false);
      names();
      removeRuns();
    } else {
      deltaBytes += bytes;
      deltas++;
    }
  }
}
