package io.tsink.engine.recovery;

import io.tsink.api.store.CommitResult;
import io.tsink.api.store.DeleteResult;
import io.tsink.engine.chunk.CodecCatalog;
import io.tsink.engine.compact.Compactor;
import io.tsink.engine.delete.DeleteLog;
import io.tsink.engine.delete.Deleter;
import io.tsink.engine.exemplar.ExemplarStore;
import io.tsink.engine.exemplar.MetadataStore;
import io.tsink.engine.flush.FlushWorker;
import io.tsink.engine.flush.Flusher;
import io.tsink.engine.head.Head;
import io.tsink.engine.head.Sealer;
import io.tsink.engine.ingest.Definitions;
import io.tsink.engine.ingest.LogRoom;
import io.tsink.engine.ingest.TimeLimits;
import io.tsink.engine.ingest.WriteApply;
import io.tsink.engine.ingest.WriteGate;
import io.tsink.engine.ingest.WritePipeline;
import io.tsink.engine.query.DamagedSegments;
import io.tsink.engine.query.Queries;
import io.tsink.engine.runtime.Lifecycle;
import io.tsink.engine.runtime.MemoryBudget;
import io.tsink.engine.runtime.SequenceSource;
import io.tsink.engine.runtime.WritePermits;
import io.tsink.engine.segment.SegmentStore;
import io.tsink.engine.series.Series;
import io.tsink.engine.series.SeriesRegistry;
import io.tsink.engine.view.ChangeLog;
import io.tsink.engine.view.DeleteHistory;
import io.tsink.engine.view.Deletions;
import io.tsink.engine.view.IdempotencyWindow;
import io.tsink.engine.view.InFlight;
import io.tsink.engine.view.ReadView;
import io.tsink.engine.view.Retention;
import io.tsink.engine.view.SegmentRepair;
import io.tsink.engine.view.SegmentSet;
import io.tsink.engine.view.ViewPublisher;
import io.tsink.engine.wal.Wal;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The parts of a store that live in memory, put together. Confined to an opening.
final class StoreParts {
  private final StoreSettings settings;
  private final CodecCatalog catalog;
  private final Lifecycle lifecycle;
  private final @Nullable Wal wal;
  private final AtomicReference<@Nullable FlushWorker> worker = new AtomicReference<>();

  final SeriesRegistry registry;
  final SequenceSource sequences;
  final ViewPublisher publisher;
  final MemoryBudget budget;
  final LogRoom logRoom;
  final ChangeLog changes;
  final Head head;
  final TimeLimits limits;
  final Retention retention;
  final Definitions definitions;
  final InFlight inFlight;
  final ExemplarStore exemplars;
  final MetadataStore metadata = new MetadataStore();
  final DeleteHistory history;
  final IdempotencyWindow<CommitResult> commits;
  final IdempotencyWindow<DeleteResult> deletes;
  final WriteApply apply;

  /// @param wal the log, null for a store in memory
  StoreParts(
      StoreSettings settings,
      CodecCatalog catalog,
      Lifecycle lifecycle,
      SeriesRegistry registry,
      SequenceSource sequences,
      @Nullable Wal wal,
      Deletions deletions,
      SegmentSet segments) {
    this.settings = settings;
    this.catalog = catalog;
    this.lifecycle = lifecycle;
    this.registry = registry;
    this.sequences = sequences;
    this.wal = wal;
    publisher = new ViewPublisher(0, deletions, segments);
    budget = new MemoryBudget(settings.memoryBytes(), this::relieve);
    logRoom =
        wal == null
            ? LogRoom.unlimited()
            : new LogRoom(settings.logBytes(), wal::sizeBytes, this::relieve);
    changes = new ChangeLog(sequences, publisher::visibleCommit);
    head =
        new Head(
            settings.head(),
            new Sealer(catalog, settings.head().chunkPoints()),
            changes,
            budget,
            this::newestInSegments);
    limits =
        new TimeLimits(
            settings.precision(), settings.retention(), settings.futureSkew(), settings.clock());
    retention = new Retention(settings.precision(), settings.retention(), settings.clock());
    definitions = new Definitions(registry);
    inFlight = new InFlight(wal == null ? () -> 0 : wal::appendedPosition);
    exemplars = new ExemplarStore(settings.keptExemplars());
    history = new DeleteHistory(settings.keptDeletes());
    commits = new IdempotencyWindow<>(settings.keptRequests());
    deletes = new IdempotencyWindow<>(settings.keptRequests());
    apply =
        new WriteApply(
            head, exemplars, metadata, publisher, changes, history, registry, lifecycle, limits);
  }

  private void relieve() {
    FlushWorker running = worker.get();
    if (running != null) {
      running.wake();
    }
  }

  private long newestInSegments(Series series) {
    try (ReadView view = publisher.open()) {
      return view.segments().newestTime(series);
    }
  }

  WritePipeline writes() {
    var gate =
        new WriteGate(
            new WritePermits(settings.maxWriters()),
            budget,
            logRoom,
            settings.writeTimeout(),
            settings.clock());
    return new WritePipeline(
        registry,
        definitions,
        settings.maxSeries(),
        limits,
        gate,
        inFlight,
        wal,
        apply,
        sequences,
        commits,
        lifecycle);
  }

  Queries queries(DamagedSegments damagedSegments, BooleanSupplier answering) {
    return new Queries(
        registry,
        head,
        publisher,
        catalog,
        exemplars,
        metadata,
        damagedSegments,
        retention,
        answering);
  }

  /// @param saveHistory makes the history of deletes durable
  Deleter deleter(Queries queries, Runnable saveHistory) {
    return new Deleter(
        registry,
        publisher,
        queries,
        new DeleteLog(wal, sequences),
        inFlight,
        history,
        saveHistory,
        changes,
        deletes,
        lifecycle,
        settings.clock());
  }

  Compactor compactor(SegmentStore segments, SegmentRepair repair) {
    return new Compactor(
        segments,
        registry,
        head,
        publisher,
        catalog,
        sequences,
        retention,
        repair,
        settings.compactionTrigger(),
        settings.keptRequests(),
        settings.reserveBytes());
  }

  /// @param flusher null for a store in memory
  /// @param reclaim what else the worker does
  FlushWorker worker(@Nullable Flusher flusher, FlushWorker.Reclaim reclaim) {
    var created =
        new FlushWorker(
            head,
            flusher,
            reclaim,
            settings.flush(),
            wal == null ? () -> 0 : wal::sizeBytes,
            settings.clock(),
            lifecycle);
    worker.set(created);
    return created;
  }

  /// Drops from memory what no view needs.
  void reclaim() {
    ViewPublisher.Horizon horizon = publisher.horizon();
    head.reclaim(horizon.commit(), horizon.publication());
  }
}
