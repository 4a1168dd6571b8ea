package io.tsink.engine.recovery;

import io.tsink.engine.chunk.CodecCatalog;
import io.tsink.engine.compact.CompactionWorker;
import io.tsink.engine.compact.Compactor;
import io.tsink.engine.flush.Checkpoint;
import io.tsink.engine.flush.FlushWorker;
import io.tsink.engine.flush.Flusher;
import io.tsink.engine.index.PostingsSelector;
import io.tsink.engine.index.RegexCache;
import io.tsink.engine.query.Queries;
import io.tsink.engine.runtime.Lifecycle;
import io.tsink.engine.runtime.SequenceSource;
import io.tsink.engine.runtime.Supervisor;
import io.tsink.engine.segment.Segment;
import io.tsink.engine.segment.SegmentStore;
import io.tsink.engine.segment.v1.SegmentFormatV1;
import io.tsink.engine.series.SeriesCatalog;
import io.tsink.engine.series.SeriesRegistry;
import io.tsink.engine.view.Deletions;
import io.tsink.engine.view.SegmentRepair;
import io.tsink.engine.view.SegmentSet;
import io.tsink.engine.wal.Wal;
import io.tsink.engine.wal.WalMark;
import io.tsink.engine.wal.WalReplay;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens a store, phase by phase. Confined to one opening.
public final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);
  private static final int REGEXES = 1024;

  private final StoreSettings settings;
  private final CodecCatalog catalog;
  private final Lifecycle lifecycle;
  private final Supervisor supervisor;
  private final BooleanSupplier answering;
  private final RecoveryProgress progress;
  private final Closers closers;
  private final SequenceSource sequences = new SequenceSource();

  /// @param answering whether the store still answers reads
  /// @param closers gets all that has to be closed
  public Recovery(
      StoreSettings settings,
      CodecCatalog catalog,
      Lifecycle lifecycle,
      Supervisor supervisor,
      BooleanSupplier answering,
      RecoveryProgress progress,
      Closers closers) {
    this.settings = settings;
    this.catalog = catalog;
    this.lifecycle = lifecycle;
    this.supervisor = supervisor;
    this.answering = answering;
    this.progress = progress;
    this.closers = closers;
  }

  /// Opens the store. What was opened when it fails is in the closers.
  ///
  /// @throws io.tsink.api.store.StorageException `CONFLICT`, `CORRUPTION`, `IO` and others
  public OpenStore open() {
    Path path = settings.directory();
    return path == null ? inMemory() : fromDirectory(path);
  }

  private OpenStore inMemory() {
    var parts =
        new StoreParts(
            settings,
            catalog,
            lifecycle,
            registry(),
            sequences,
            null,
            Deletions.NONE,
            SegmentSet.NONE);
    begin(Phase.FINISH);
    Queries queries = parts.queries((_, _) -> {}, answering);
    FlushWorker worker = parts.worker(null, parts::reclaim);
    worker.start(supervisor, settings.flushInterval());
    return new OpenStore(
        parts.registry,
        parts.head,
        parts.publisher,
        parts.writes(),
        queries,
        parts.deleter(queries, () -> {}),
        parts.changes,
        sequences,
        parts.exemplars,
        parts.budget,
        worker,
        null,
        null,
        null,
        null,
        null,
        0);
  }

  private static SeriesRegistry registry() {
    return new SeriesRegistry(new PostingsSelector(new RegexCache(REGEXES)));
  }

  private void begin(Phase phase) {
    progress.check();
    progress.at(phase, 0);
  }

  private OpenStore fromDirectory(Path path) {
    begin(Phase.DISCOVER);
    Directory directory = closers.add(Directory.lock(settings.files(), path));
    StoreMeta.check(settings.files(), path, settings.precision(), settings.clock().millis());

    begin(Phase.REPAIR);
    directory.removeDrafts();
    SegmentStore segments =
        closers.add(
            SegmentStore.open(
                settings.files(),
                directory.resolve("segments"),
                directory.resolve("quarantine"),
                new SegmentFormatV1(),
                settings.precision()));

    begin(Phase.WAL);
    Wal wal =
        closers.add(
            Wal.open(settings.files(), directory.resolve("wal"), settings.wal(), sequences));

    begin(Phase.HYDRATE);
    SeriesRegistry registry = registry();
    SeriesCatalog series =
        SeriesCatalog.open(settings.files(), directory.resolve("series"), registry);
    addSeries(segments, series, registry);
    var files = new StateFiles(settings.files(), path);
    var parts =
        new StoreParts(
            settings,
            catalog,
            lifecycle,
            registry,
            sequences,
            wal,
            files.loadDeletions(),
            new SegmentSet(segments.segments()));
    files.load(parts);
    observe(parts, segments);

    begin(Phase.REPLAY);
    long lostRows = replay(parts, wal, segments);

    begin(Phase.FINISH);
    return finish(parts, files, wal, segments, series, lostRows);
  }

  /// Puts series of segments into the registry that the catalogue does not know.
  private void addSeries(SegmentStore segments, SeriesCatalog series, SeriesRegistry registry) {
    int done = 0;
    for (Segment segment : segments.segments()) {
      progress.check();
      String name = segment.meta().name().toString();
      if (!series.covers(name, segment.meta().fingerprint())) {
        segment.forEachSeries((id, labels, kind) -> registry.restore(id, labels, kind));
      }
      progress.at(Phase.HYDRATE, (double) ++done / segments.segments().size());
    }
  }

  /// New sequences are above all that are stored.
  private void observe(StoreParts parts, SegmentStore segments) {
    for (Segment segment : segments.segments()) {
      if (segment.meta().minSequence() <= segment.meta().maxSequence()) {
        sequences.observe(segment.meta().maxSequence());
      }
    }
    sequences.observe(parts.publisher.deletions().samples().maxSequence());
    sequences.observe(parts.exemplars.maxSequence());
    parts.commits.visit((_, result) -> sequences.observe(result.sequence()));
    parts.deletes.visit((_, result) -> sequences.observe(result.sequence()));
  }

  private long replay(StoreParts parts, Wal wal, SegmentStore segments) {
    WalMark mark = WalMark.START;
    for (Segment segment : segments.segments()) {
      WalMark covered = segment.meta().walMark();
      mark = covered.compareTo(mark) > 0 ? covered : mark;
    }
    var visitor =
        new LogReplay(
            parts.registry,
            parts.apply,
            parts.publisher,
            parts.commits,
            parts.deletes,
            settings.precision(),
            progress,
            wal.sizeBytes());
    WalReplay replay = wal.replay(mark, settings.replayMode(), visitor);
    WalReplay.Damage torn = replay.torn();
    if (torn != null) {
      log.warn(
          "Cut {} bytes off the torn end of {} at byte {}",
          torn.bytes(),
          torn.file(),
          torn.offset());
    }
    replay
        .damages()
        .forEach(
            damage ->
                log.warn(
                    "Skipped {} damaged bytes of {} at byte {}: {}",
                    damage.bytes(),
                    damage.file(),
                    damage.offset(),
                    damage.text()));
    log.info("Replayed {} frames of {} log files", replay.frames(), replay.segments());
    return visitor.lostRows();
  }

  private OpenStore finish(
      StoreParts parts,
      StateFiles files,
      Wal wal,
      SegmentStore segments,
      SeriesCatalog series,
      long lostRows) {
    Checkpoint checkpoint = files.checkpoint(parts, () -> saveSeries(parts, segments, series));
    var repair = new SegmentRepair(parts.publisher, segments);
    Compactor compactor = parts.compactor(segments, repair);
    var compactionWorker = new CompactionWorker(compactor, lifecycle);
    var flusher =
        new Flusher(
            parts.head,
            parts.publisher,
            parts.inFlight,
            segments,
            wal,
            checkpoint,
            () -> {
              parts.logRoom.trimmed();
              compactionWorker.wake();
            });
    Queries queries = parts.queries(repair::report, answering);
    FlushWorker worker =
        parts.worker(
            flusher,
            () -> {
              repair.run();
              parts.reclaim();
            });
    parts.changes.restart();
    closers.add(() -> checkpoint.saveRequests(parts.inFlight.appliedPosition()));
    wal.start(supervisor);
    worker.start(supervisor, settings.flushInterval());
    compactionWorker.start(supervisor, settings.compactionInterval());
    return new OpenStore(
        parts.registry,
        parts.head,
        parts.publisher,
        parts.writes(),
        queries,
        parts.deleter(queries, () -> files.saveHistory(parts.history)),
        parts.changes,
        sequences,
        parts.exemplars,
        parts.budget,
        worker,
        flusher,
        compactor,
        compactionWorker,
        wal,
        segments,
        lostRows);
  }

  private static void saveSeries(StoreParts parts, SegmentStore segments, SeriesCatalog series) {
    int nextId = parts.registry.nextId();
    Map<String, Long> covered = new HashMap<>();
    for (Segment segment : segments.segments()) {
      covered.put(segment.meta().name().toString(), segment.meta().fingerprint());
    }
    series.save(covered);
    parts.definitions.savedUpTo(nextId);
  }
}
