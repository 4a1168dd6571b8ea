package io.tsink.embedded;

import io.tsink.api.TimestampPrecision;
import io.tsink.engine.Engine;
import io.tsink.engine.EngineCodecs;
import io.tsink.engine.EngineOptions;
import io.tsink.promql.PromqlEngine;
import io.tsink.promql.PromqlOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Collects the options of a store and opens it. Confined.
///
/// It is long because it has one setter for each option.
public final class TsinkBuilder {
  private final EngineOptions.Builder engine = EngineOptions.builder();
  private PromqlOptions promql = PromqlOptions.DEFAULTS;
  private ClassLoader codecLoader = Tsink.class.getClassLoader();
  private Duration openTimeout = Duration.ofHours(1);
  private int asyncQueueLength = 1_024;
  private int asyncReadThreads = CpuLimit.ofProcess();

  TsinkBuilder() {}

  /// Directory of the store, created when missing; null for a store in memory.
  public TsinkBuilder dataPath(@Nullable Path value) {
    engine.dataPath(value);
    return this;
  }

  /// Unit of time of the store, fixed when it is created.
  public TsinkBuilder precision(TimestampPrecision value) {
    engine.precision(value);
    return this;
  }

  /// Age at which samples expire and from which they are rejected; null keeps all.
  public TsinkBuilder retention(@Nullable Duration value) {
    engine.retention(value);
    return this;
  }

  /// How far ahead of the clock a sample may be; null for any distance.
  public TsinkBuilder futureSkew(@Nullable Duration value) {
    engine.futureSkew(value);
    return this;
  }

  /// Width of the time windows that a series is buffered in.
  public TsinkBuilder partitionWindow(Duration value) {
    engine.partitionWindow(value);
    return this;
  }

  /// Most windows of a series that are buffered at once.
  public TsinkBuilder maxActivePartitionHeads(int value) {
    engine.maxActivePartitionHeads(value);
    return this;
  }

  /// Samples of a series that are encoded together, 1 to 65,535.
  public TsinkBuilder chunkPoints(int value) {
    engine.chunkPoints(value);
    return this;
  }

  /// Batches written at once, of each admission.
  public TsinkBuilder maxWriters(int value) {
    engine.maxWriters(value);
    return this;
  }

  /// Longest wait of a batch for its turn.
  public TsinkBuilder writeTimeout(Duration value) {
    engine.writeTimeout(value);
    return this;
  }

  /// Heap for samples that are not in segments.
  public TsinkBuilder memoryBudgetBytes(long value) {
    engine.memoryBudgetBytes(value);
    return this;
  }

  /// Number of series beyond which new ones are refused.
  public TsinkBuilder cardinalityLimit(long value) {
    engine.cardinalityLimit(value);
    return this;
  }

  /// Zero for a sync before each acknowledgement, else the time between syncs.
  public TsinkBuilder walSyncInterval(Duration value) {
    engine.walSyncInterval(value);
    return this;
  }

  /// Size at which a file of the log is followed by another.
  public TsinkBuilder walSegmentBytes(long value) {
    engine.walSegmentBytes(value);
    return this;
  }

  /// Size of the log beyond which writes wait for a flush.
  public TsinkBuilder walSizeLimitBytes(long value) {
    engine.walSizeLimitBytes(value);
    return this;
  }

  /// Whether damage in the log is skipped when the store opens, rather than a reason not to open.
  public TsinkBuilder walSalvage(boolean value) {
    engine.walSalvage(value);
    return this;
  }

  /// Time between looks for what has to be flushed.
  public TsinkBuilder flushInterval(Duration value) {
    engine.flushInterval(value);
    return this;
  }

  /// Age since the last write at which buffered samples are sealed.
  public TsinkBuilder flushIdle(Duration value) {
    engine.flushIdle(value);
    return this;
  }

  /// Age since the first write at which buffered samples are sealed.
  public TsinkBuilder flushMaxOpen(Duration value) {
    engine.flushMaxOpen(value);
    return this;
  }

  /// Longest wait of sealed samples for a segment.
  public TsinkBuilder flushMaxWaiting(Duration value) {
    engine.flushMaxWaiting(value);
    return this;
  }

  /// Encoded bytes that are worth a segment.
  public TsinkBuilder flushSegmentBytes(long value) {
    engine.flushSegmentBytes(value);
    return this;
  }

  /// Time between looks for segments to be merged.
  public TsinkBuilder compactionInterval(Duration value) {
    engine.compactionInterval(value);
    return this;
  }

  /// Segments of one level that are worth a merge, 2 to 8.
  public TsinkBuilder compactionTrigger(int value) {
    engine.compactionTrigger(value);
    return this;
  }

  /// Room on the disk, in bytes, that merging segments leaves; a merge that would not is put off.
  public TsinkBuilder compactionReserveBytes(long value) {
    engine.compactionReserveBytes(value);
    return this;
  }

  /// Whether a failure of background work stops writes, rather than being reported only.
  public TsinkBuilder backgroundFailFast(boolean value) {
    engine.backgroundFailFast(value);
    return this;
  }

  /// Longest wait of a close for queries under way.
  public TsinkBuilder closeTimeout(Duration value) {
    engine.closeTimeout(value);
    return this;
  }

  /// Results that are kept for repeated requests.
  public TsinkBuilder keptRequests(int value) {
    engine.keptRequests(value);
    return this;
  }

  /// Most exemplars; those that came first go.
  public TsinkBuilder keptExemplars(int value) {
    engine.keptExemplars(value);
    return this;
  }

  /// Deletes that samples of a lower stated sequence are compared with.
  public TsinkBuilder keptDeletes(int value) {
    engine.keptDeletes(value);
    return this;
  }

  /// What time it is.
  public TsinkBuilder clock(Clock value) {
    engine.clock(value);
    return this;
  }

  /// How PromQL is evaluated.
  public TsinkBuilder promql(PromqlOptions value) {
    promql = value;
    return this;
  }

  /// Where codecs are looked for, as services; by default where this class comes from.
  public TsinkBuilder codecLoader(ClassLoader value) {
    codecLoader = value;
    return this;
  }

  /// Longest wait of [#open] for the store to be ready.
  public TsinkBuilder openTimeout(Duration value) {
    openTimeout = value;
    return this;
  }

  /// Calls that may wait in [Tsink#async], of writes and of reads.
  public TsinkBuilder asyncQueueLength(int value) {
    asyncQueueLength = BoundedWorkers.atLeastOne("asyncQueueLength", value);
    return this;
  }

  /// Threads that read for [Tsink#async]; by default as many as the process may use processors.
  public TsinkBuilder asyncReadThreads(int value) {
    asyncReadThreads = BoundedWorkers.atLeastOne("asyncReadThreads", value);
    return this;
  }

  /// Opens the store and waits until it is ready.
  ///
  /// @throws io.tsink.api.store.StorageException when it cannot be opened, `TIMEOUT` when it takes
  ///     too long; nothing of it is left open then
  public Tsink open() {
    EngineOptions options = engine.build();
    Engine storage = Engine.open(options, EngineCodecs.fromServiceLoader(codecLoader));
    boolean ready = false;
    try {
      storage.awaitReady(openTimeout);
      ready = true;
    } finally {
      if (!ready) {
        storage.close();
      }
    }
    return new Tsink(
        storage,
        PromqlEngine.create(promql, options.precision()),
        options.clock(),
        AsyncStorage.over(storage, asyncQueueLength, asyncReadThreads));
  }
}
