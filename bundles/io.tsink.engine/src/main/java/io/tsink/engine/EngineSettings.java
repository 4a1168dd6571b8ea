package io.tsink.engine;

import io.tsink.engine.flush.FlushPolicy;
import io.tsink.engine.head.HeadOptions;
import io.tsink.engine.recovery.StoreSettings;
import io.tsink.engine.wal.ReplayMode;
import io.tsink.engine.wal.WalOptions;

/// Hands options on to those who open a store.
final class EngineSettings {
  /// Share of a limit at which a flush begins, so that the limit is not reached.
  private static final double EASE = 0.75;

  private EngineSettings() {}

  static StoreSettings of(EngineOptions options) {
    long window = Math.max(1, options.precision().units(options.partitionWindow()));
    WalOptions wal =
        options.walSyncInterval().isZero()
            ? WalOptions.perAppend()
            : WalOptions.periodic(options.walSyncInterval());
    return new StoreSettings(
        options.files(),
        options.dataPath(),
        options.precision(),
        options.retention(),
        options.futureSkew(),
        new HeadOptions(window, options.maxActivePartitionHeads(), options.chunkPoints()),
        new FlushPolicy(
            options.flushIdle(),
            options.flushMaxOpen(),
            options.flushMaxWaiting(),
            options.flushSegmentBytes(),
            eased(options.memoryBudgetBytes()),
            eased(options.walSizeLimitBytes())),
        options.flushInterval(),
        options.compactionInterval(),
        options.compactionTrigger(),
        options.compactionReserveBytes(),
        wal.withSegmentBytes(options.walSegmentBytes()),
        options.walSalvage() ? ReplayMode.SALVAGE : ReplayMode.STRICT,
        options.memoryBudgetBytes(),
        options.cardinalityLimit(),
        options.walSizeLimitBytes(),
        options.maxWriters(),
        options.writeTimeout(),
        options.keptRequests(),
        options.keptExemplars(),
        options.keptDeletes(),
        options.clock());
  }

  private static long eased(long limit) {
    return limit == Long.MAX_VALUE ? limit : (long) (limit * EASE);
  }
}
