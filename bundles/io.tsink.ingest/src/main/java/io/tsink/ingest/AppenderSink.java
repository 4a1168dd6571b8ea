package io.tsink.ingest;

import io.tsink.api.AliasKey;
import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.Outcomes;
import io.tsink.api.store.Reason;
import io.tsink.api.store.Refusal;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SeriesHandle;
import io.tsink.api.store.StorageException;
import io.tsink.spi.ingest.IngestResult;
import io.tsink.spi.ingest.SampleSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A sink over an appender of the top store. Confined, but for [#cancel].
final class AppenderSink implements SampleSink, AutoCloseable {
  private static final byte[] NO_INPUT = {};

  private final SinkHost host;
  private final Appender appender;
  private final SampleBatch batch;
  private final AppendContext context;
  private final ResultTally tally = new ResultTally();

  private Labels scope = Labels.empty();
  private long scopeSeed;
  private SeriesTable.Entry last = SeriesTable.Entry.start();
  private boolean hasRefused;
  private CommitOptions options = CommitOptions.defaults();
  private volatile boolean canceled;

  AppenderSink(SinkHost host, Appender appender, AppendContext context) {
    this.host = host;
    this.appender = appender;
    this.batch = host.batches().take();
    this.context = context;
    this.scopeSeed = host.seed(context, scope);
  }

  /// Sets how the next batch is committed; those after it are without an idempotency key.
  void options(CommitOptions value) {
    options = value;
  }

  /// Has each further flush fail. To be called by any thread.
  void cancel() {
    canceled = true;
  }

  @Override
  public SampleBatch batch() {
    return batch;
  }

  @Override
  public long scopeSeed() {
    return scopeSeed;
  }

  @Override
  public void scope(Labels labels) {
    scope = labels;
    scopeSeed = host.seed(context, scope);
  }

  @Override
  public int find(AliasKey key) {
    SeriesTable.Entry found = host.series().find(key.high(), key.low(), last);
    if (found == null) {
      return -1;
    }
    last = found;
    return slot(found.handle());
  }

  @Override
  public int define(AliasKey key, LabelsBuilder labels) {
    scope.forEach(labels::set);
    SeriesHandle handle = resolve(labels);
    host.metrics().seriesLookedUp();
    SeriesTable.Entry entry = host.series().put(key.high(), key.low(), handle);
    SeriesTable.follow(last, entry);
    last = entry;
    return slot(handle);
  }

  private SeriesHandle resolve(LabelsBuilder builder) {
    Refusal refusal = host.policy().refusal(builder);
    return refusal == null ? appender.series(builder.build()) : new RefusedSeries(refusal);
  }

  private int slot(SeriesHandle handle) {
    if (handle instanceof RefusedSeries) {
      hasRefused = true;
    }
    return batch.slot(handle);
  }

  @Override
  public boolean full() {
    return batch.rows() >= host.maxBatchRows()
        || batch.exemplars().size() >= host.maxBatchRows()
        || batch.metadata().size() >= host.maxBatchRows()
        || BatchPool.usedBytes(batch) >= host.maxBatchBytes();
  }

  @Override
  public IngestResult flush() {
    TimestampPrecision precision = batch.precision();
    try {
      if (canceled) {
        throw new StorageException(
            ErrorKind.SHUTTING_DOWN,
            "protocol %s was taken away before the request was read".formatted(host.protocol()));
      }
      SampleBatch accepted = hasRefused ? withoutRefused() : batch;
      if (!accepted.isEmpty()) {
        commit(accepted);
      }
    } finally {
      batch.clear(precision);
      hasRefused = false;
    }
    return tally.result();
  }

  private void commit(SampleBatch accepted) {
    CommitResult commit;
    try {
      commit = appender.commit(accepted, options);
    } catch (StorageException e) {
      host.metrics().failed(e.kind());
      throw e;
    }
    options = CommitOptions.defaults();
    tally.add(commit);
    host.metrics().committed(commit);
    rejected(commit.outcomes());
    rejected(commit.exemplarOutcomes());
    rejected(commit.metadataOutcomes());
  }

  private void rejected(Outcomes outcomes) {
    host.metrics().rejected(outcomes);
    if (outcomes.size() > 0) {
      host.rejects().keep(outcomes.reason(0), outcomes.detail(0), NO_INPUT, 0, 0);
    }
  }

  /// Rejects what belongs to refused series, and returns the rest.
  private SampleBatch withoutRefused() {
    int[] kept = new int[batch.rows()];
    int count = 0;
    for (int row = 0; row < kept.length; row++) {
      Refusal refusal = refusal(batch.slotOf(row));
      if (refusal == null) {
        kept[count++] = row;
      } else {
        tally.rejectRow(batch.origin(row), refusal.reason(), refusal.detail());
        reportRefused(refusal);
      }
    }
    SampleBatch rest = batch.select(Arrays.copyOf(kept, count));
    for (int i = 0; i < batch.exemplars().size(); i++) {
      SampleBatch.ExemplarRow row = batch.exemplars().get(i);
      Refusal refusal = refusal(row.slot());
      if (refusal == null) {
        rest.addExemplar(rest.slot(batch.handle(row.slot())), row.exemplar());
      } else {
        tally.rejectExemplar(i, refusal.reason(), refusal.detail());
        reportRefused(refusal);
      }
    }
    batch.metadata().forEach(rest::addMetadata);
    for (SampleBatch.Replacement each : batch.replacements()) {
      if (refusal(each.slot()) == null) {
        rest.replace(rest.slot(batch.handle(each.slot())), each.range());
      }
    }
    return rest;
  }

  private void reportRefused(Refusal refusal) {
    host.rejects().reject(refusal.reason(), refusal.detail(), NO_INPUT, 0, 0);
  }

  private @Nullable Refusal refusal(int slot) {
    return batch.handle(slot) instanceof RefusedSeries refused ? refused.refusal() : null;
  }

  @Override
  public IngestResult result() {
    return tally.result();
  }

  @Override
  public void reject(
      int position, Reason reason, String detail, byte[] input, int offset, int length) {
    tally.rejectRow(position, reason, detail);
    host.rejects().reject(reason, detail, input, offset, length);
  }

  /// Discards what was not flushed.
  @Override
  public void close() {
    try {
      appender.close();
    } finally {
      host.batches().give(batch);
    }
  }
}
