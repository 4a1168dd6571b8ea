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
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a [SeriesRegistry] in files. Thread-safe.
///
/// The catalogue only saves work at the start: everything in it can be had from the segments and
/// the log, but that ids of removed series are not used again. [#covers] tells which segments still
/// have to be asked. The lock is taken before every other one of the registry; files are written
/// under it.
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
  private long lastNumber;
  private long fullBytes;
  private long deltaBytes;
  private int deltas;
  private boolean whole;

  private SeriesCatalog(StoreFiles files, Path directory, SeriesRegistry registry) {
    this.files = files;
    this.directory = directory;
    this.registry = registry;
  }

  /// Opens the catalogue in a directory, which is made if need be, and puts its series into an
  /// empty registry. Of a damaged catalogue it takes only which ids are used up: what it has of
  /// series may be out of date.
  ///
  /// @throws StorageException of kind `IO`
  public static SeriesCatalog open(StoreFiles files, Path directory, SeriesRegistry registry) {
    SeriesCatalog catalog = new SeriesCatalog(files, directory, registry);
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
    if (!whole) {
      covered.clear();
      registry.forEach(registry::remove);
    }
    registry.unsaved().take();
  }

  /// The files to read: the last full one and the deltas behind it.
  private List<CatalogName> names() throws IOException {
    List<CatalogName> names = new ArrayList<>();
    for (Path file : files.list(directory)) {
      CatalogName.parse(file).ifPresentOrElse(names::add, () -> removeLeftover(file));
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
      boolean full =
          !whole || fullBytes == 0 || deltas >= MAX_DELTAS || deltaBytes > fullBytes + DELTA_BYTES;
      UnsavedSeries.Changes changes = registry.unsaved().take();
      if (!full
          && changes.added().isEmpty()
          && changes.removed().isEmpty()
          && covered.equals(segments)) {
        return;
      }
      write(full, changes, segments);
    } finally {
      lock.unlock();
    }
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
    Postings removed = full ? Postings.empty() : changes.removed();
    try (CatalogWriter writer =
        CatalogWriter.create(
            files, directory, name, registry.symbols(), nextId, segments, removed)) {
      for (int id : (full ? registry.all() : changes.added()).toArray()) {
        Series series = registry.series(id);
        if (series != null) {
          writer.series(id, series.kind(), series.symbols());
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
      names();
    } else {
      deltaBytes += bytes;
      deltas++;
    }
  }
}
