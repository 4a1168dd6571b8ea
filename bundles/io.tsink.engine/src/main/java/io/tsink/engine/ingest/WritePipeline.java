package io.tsink.engine.ingest;

import io.tsink.api.store.AppendContext;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.Durability;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.api.store.SampleBatch;
import io.tsink.engine.runtime.Lifecycle;
import io.tsink.engine.runtime.SequenceSource;
import io.tsink.engine.series.SeriesRegistry;
import io.tsink.engine.view.IdempotencyWindow;
import io.tsink.engine.view.InFlight;
import io.tsink.engine.wal.Wal;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The way of a batch into the store: resolve, admit, log, apply, publish. Thread-safe.
public final class WritePipeline {
  /// About what a row takes in the head.
  private static final long ROW_BYTES = 24;

  private final EntryRules entryRules;
  private final ScratchPool scratches;
  private final TimeLimits limits;
  private final WriteGate gate;
  private final InFlight inFlight;
  private final WriteLog log;
  private final WriteApply apply;
  private final SequenceSource sequences;
  private final IdempotencyWindow<CommitResult> window;
  private final Lifecycle lifecycle;
  private final WriteCounters counters = new WriteCounters();

  /// @param maxSeries most series, `Long.MAX_VALUE` for any number
  /// @param wal the log, null for a store in memory
  public WritePipeline(
      SeriesRegistry registry,
      Definitions definitions,
      long maxSeries,
      TimeLimits limits,
      WriteGate gate,
      InFlight inFlight,
      @Nullable Wal wal,
      WriteApply apply,
      SequenceSource sequences,
      IdempotencyWindow<CommitResult> window,
      Lifecycle lifecycle) {
    this.entryRules = new EntryRules(registry, definitions, maxSeries, new ReentrantLock());
    this.scratches = new ScratchPool(entryRules, limits);
    this.limits = limits;
    this.gate = gate;
    this.inFlight = inFlight;
    this.log =
        wal == null
            ? new NoWriteLog(sequences, definitions)
            : new WalWriteLog(wal, definitions, limits.precision());
    this.apply = apply;
    this.sequences = sequences;
    this.window = window;
    this.lifecycle = lifecycle;
  }

  SeriesRegistry registry() {
    return entryRules.registry();
  }

  /// Returns if the store takes requests.
  void checkOpen() {
    lifecycle.enter();
    lifecycle.exit();
  }

  /// Commits a batch, see [io.tsink.api.store.Appender#commit].
  CommitResult commit(AppendContext context, SampleBatch batch, CommitOptions options) {
    lifecycle.enter();
    try {
      IdempotencyKey key = options.idempotencyKey();
      if (key == null) {
        return write(context, batch, options);
      }
      return options.dryRun()
          ? rehearse(key, context, batch, options)
          : once(key, context, batch, options);
    } finally {
      lifecycle.exit();
    }
  }

  private CommitResult rehearse(
      IdempotencyKey key, AppendContext context, SampleBatch batch, CommitOptions options) {
    CommitResult known = window.find(key);
    return known == null ? write(context, batch, options) : Results.replayed(known);
  }

  private CommitResult once(
      IdempotencyKey key, AppendContext context, SampleBatch batch, CommitOptions options) {
    CommitResult known = window.begin(key);
    if (known != null) {
      return Results.replayed(known);
    }
    CommitResult result = null;
    try {
      result = write(context, batch, options);
      return result;
    } finally {
      if (result == null) {
        window.fail(key);
      } else {
        window.succeed(key, result);
      }
    }
  }

  private CommitResult write(AppendContext context, SampleBatch batch, CommitOptions options) {
    long bytes = ROW_BYTES * batch.rows();
    gate.enter(context, options.admission(), bytes);
    WriteScratch scratch = scratches.take();
    try {
      scratch.admit(batch, limits, options.dryRun());
      if (options.dryRun()) {
        return result(
            scratch, batch, Sequences.peek(sequences, options.sequence()), Durability.VOLATILE);
      }
      if (scratch.accepted().isEmpty() && !mustBeRemembered(options)) {
        entryRules.definitions().close(scratch.entries().mark());
        long sequence = Sequences.take(sequences, options.sequence());
        return result(scratch, batch, sequence, reached(options));
      }
      return store(scratch, batch, options);
    } finally {
      scratch.release(batch);
      scratches.give(scratch);
      gate.leave(options.admission(), bytes);
    }
  }

  /// Whether a batch of which nothing is accepted is logged all the same.
  private static boolean mustBeRemembered(CommitOptions options) {
    return options.idempotencyKey() != null || options.sequence() != CommitOptions.ASSIGN;
  }

  private static Durability reached(CommitOptions options) {
    Durability asked = options.durability();
    return asked == null ? Durability.DURABLE : asked;
  }

  private CommitResult store(WriteScratch scratch, SampleBatch batch, CommitOptions options) {
    long token = inFlight.begin();
    try {
      WriteLog.Logged logged = log.log(scratch, batch, options);
      apply.apply(scratch.accepted(), logged.sequence(), logged.position());
      return result(scratch, batch, logged.sequence(), logged.durability());
    } finally {
      inFlight.end(token);
    }
  }

  private CommitResult result(
      WriteScratch scratch, SampleBatch batch, long sequence, Durability durability) {
    RowAdmission rows = scratch.rows();
    CommitResult result =
        CommitResult.builder()
            .durability(durability)
            .sequence(sequence)
            .samples(rows.count() - rows.histograms())
            .histograms(rows.histograms())
            .exemplars(scratch.exemplars().accepted().size())
            .metadata(batch.metadata().size())
            .outcomes(rows.rejected().outcomes())
            .exemplarOutcomes(scratch.exemplars().rejected().outcomes())
            .build();
    counters.count(result);
    return result;
  }

  /// What was written so far.
  public WriteCounters counters() {
    return counters;
  }
}
