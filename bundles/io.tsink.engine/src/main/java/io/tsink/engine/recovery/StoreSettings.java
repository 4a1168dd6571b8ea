package io.tsink.engine.recovery;

import io.tsink.api.TimestampPrecision;
import io.tsink.engine.flush.FlushPolicy;
import io.tsink.engine.head.HeadOptions;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.wal.ReplayMode;
import io.tsink.engine.wal.WalOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a store is opened with. Immutable.
///
/// @param directory of the store, null for one in memory
/// @param retention age from which samples are rejected, null for none
/// @param futureSkew how far ahead of the clock samples may be, null for any distance
/// @param memoryBytes most heap of the head
/// @param maxSeries most series, `Long.MAX_VALUE` for any number
/// @param logBytes most bytes of the log
/// @param maxWriters batches written at a time, of each admission
/// @param writeTimeout longest wait of a write
/// @param keptRequests results that are kept for repeated requests
/// @param keptExemplars most exemplars
/// @param compactionInterval time between looks for segments to be merged
/// @param compactionTrigger segments of a level that are worth a merge
/// @param reserveBytes room on the disk that a merge leaves
/// @param keptDeletes deletes that rows of a lower sequence are still compared with
public record StoreSettings(
    StoreFiles files,
    @Nullable Path directory,
    TimestampPrecision precision,
    @Nullable Duration retention,
    @Nullable Duration futureSkew,
    HeadOptions head,
    FlushPolicy flush,
    Duration flushInterval,
    Duration compactionInterval,
    int compactionTrigger,
    long reserveBytes,
    WalOptions wal,
    ReplayMode replayMode,
    long memoryBytes,
    long maxSeries,
    long logBytes,
    int maxWriters,
    Duration writeTimeout,
    int keptRequests,
    int keptExemplars,
    int keptDeletes,
    Clock clock) {}
