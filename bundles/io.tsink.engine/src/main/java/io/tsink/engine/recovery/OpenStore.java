package io.tsink.engine.recovery;

import io.tsink.engine.compact.CompactionWorker;
import io.tsink.engine.compact.Compactor;
import io.tsink.engine.delete.Deleter;
import io.tsink.engine.exemplar.ExemplarStore;
import io.tsink.engine.flush.FlushWorker;
import io.tsink.engine.flush.Flusher;
import io.tsink.engine.head.Head;
import io.tsink.engine.ingest.WritePipeline;
import io.tsink.engine.query.Queries;
import io.tsink.engine.runtime.MemoryBudget;
import io.tsink.engine.runtime.SequenceSource;
import io.tsink.engine.segment.SegmentStore;
import io.tsink.engine.series.SeriesRegistry;
import io.tsink.engine.view.ChangeLog;
import io.tsink.engine.view.ViewPublisher;
import io.tsink.engine.wal.Wal;
import org.jspecify.annotations.Nullable;

/// The owners and verbs of a store that is open. Immutable; closing it is up to whoever opened it.
///
/// @param flusher null for a store in memory
/// @param compactor null for a store in memory
/// @param compactionWorker null for a store in memory
/// @param wal null for a store in memory
/// @param segments null for a store in memory
/// @param lostRows rows of the log whose series nothing defined, 0 unless it was damaged
public record OpenStore(
    SeriesRegistry registry,
    Head head,
    ViewPublisher publisher,
    WritePipeline writes,
    Queries queries,
    Deleter deleter,
    ChangeLog changes,
    SequenceSource sequences,
    ExemplarStore exemplars,
    MemoryBudget budget,
    FlushWorker flushWorker,
    @Nullable Flusher flusher,
    @Nullable Compactor compactor,
    @Nullable CompactionWorker compactionWorker,
    @Nullable Wal wal,
    @Nullable SegmentStore segments,
    long lostRows) {}
