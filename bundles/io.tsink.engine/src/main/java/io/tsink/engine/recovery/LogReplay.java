package io.tsink.engine.recovery;

import io.tsink.api.Labels;
import io.tsink.api.TimeRange;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.ValueKind;
import io.tsink.api.frame.FrameReader;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.DeleteResult;
import io.tsink.api.store.Durability;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.api.store.SampleBatch;
import io.tsink.engine.ingest.Accepted;
import io.tsink.engine.ingest.WriteApply;
import io.tsink.engine.series.Series;
import io.tsink.engine.series.SeriesRegistry;
import io.tsink.engine.view.Hide;
import io.tsink.engine.view.IdempotencyWindow;
import io.tsink.engine.view.ViewPublisher;
import io.tsink.engine.wal.WalMark;
import io.tsink.engine.wal.WalVisitor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts what the log has back into memory, in the way in which it came. Confined.
final class LogReplay implements WalVisitor {
  private final SeriesRegistry registry;
  private final WriteApply apply;
  private final ViewPublisher publisher;
  private final IdempotencyWindow<CommitResult> commits;
  private final IdempotencyWindow<DeleteResult> deletes;
  private final RecoveryProgress progress;
  private final long logBytes;

  private final FrameReader reader = new FrameReader();
  private final SampleBatch batch;
  private final Accepted accepted = new Accepted();
  private @Nullable Series[] series = new Series[0];
  private int[] rows = new int[0];
  private long readBytes;
  private long lostRows;

  /// @param logBytes size of the log, for the progress
  LogReplay(
      SeriesRegistry registry,
      WriteApply apply,
      ViewPublisher publisher,
      IdempotencyWindow<CommitResult> commits,
      IdempotencyWindow<DeleteResult> deletes,
      TimestampPrecision precision,
      RecoveryProgress progress,
      long logBytes) {
    this.registry = registry;
    this.apply = apply;
    this.publisher = publisher;
    this.commits = commits;
    this.deletes = deletes;
    this.batch = new SampleBatch(precision);
    this.progress = progress;
    this.logBytes = logBytes;
  }

  @Override
  public void series(int seriesId, ValueKind.@Nullable Family family, Labels labels) {
    registry.restore(seriesId, labels, family == null ? null : firstKind(family));
  }

  private static ValueKind firstKind(ValueKind.Family family) {
    return switch (family) {
      case FLOAT -> ValueKind.F64;
      case I64 -> ValueKind.I64;
      case U64 -> ValueKind.U64;
      case BOOL -> ValueKind.BOOL;
      case BYTES -> ValueKind.BYTES;
      case STRING -> ValueKind.STRING;
    };
  }

  @Override
  public void samples(
      long position, long sequence, @Nullable IdempotencyKey key, byte[] bytes, int from, int to) {
    progress.check();
    reader.openBody(bytes, from, to);
    if (series.length < reader.slots()) {
      series = new Series[2 * reader.slots()];
    }
    lostRows += reader.readInto(batch, slot -> registry.entry(reader.seriesId(slot)));
    for (int slot = 0; slot < batch.slots(); slot++) {
      series[slot] = (Series) batch.handle(slot);
    }
    settleKinds();
    accepted.rows(batch, series, allRows(batch.rows()), batch.rows(), batch.timeColumn(), starts());
    accepted.others(batch.replacements(), batch.exemplars(), batch.metadata());
    apply.apply(accepted, sequence, position);
    if (key != null) {
      commits.restore(key, result(sequence));
    }
    readBytes += to - from;
    progress.at(Phase.REPLAY, Math.min(1, (double) readBytes / Math.max(1, logBytes)));
  }

  /// The first row of a series that was defined without one fixes its kind.
  private void settleKinds() {
    for (int row = 0; row < batch.rows(); row++) {
      Series one = series[batch.slotOf(row)];
      if (one != null && one.kind() == null) {
        registry.settle(one, batch.kind(row));
      }
    }
  }

  private int[] allRows(int count) {
    if (rows.length < count) {
      rows = new int[2 * count];
      for (int row = 0; row < rows.length; row++) {
        rows[row] = row;
      }
    }
    return rows;
  }

  private long @Nullable [] starts() {
    if (!batch.hasStarts()) {
      return null;
    }
    long[] starts = new long[batch.rows()];
    for (int row = 0; row < starts.length; row++) {
      starts[row] = batch.start(row);
    }
    return starts;
  }

  private CommitResult result(long sequence) {
    int histograms = 0;
    for (int row = 0; row < batch.rows(); row++) {
      histograms += batch.kind(row) == ValueKind.HISTOGRAM ? 1 : 0;
    }
    return CommitResult.builder()
        .durability(Durability.DURABLE)
        .sequence(sequence)
        .samples(batch.rows() - histograms)
        .histograms(histograms)
        .exemplars(batch.exemplars().size())
        .metadata(batch.metadata().size())
        .build();
  }

  @Override
  public void delete(
      long position,
      long sequence,
      @Nullable IdempotencyKey key,
      TimeRange range,
      int[] seriesIds) {
    progress.check();
    long number = publisher.begin();
    var step = List.of(new Hide(seriesIds, range, sequence, true));
    publisher.complete(number, deletions -> deletions.with(step));
    if (key != null) {
      deletes.restore(key, new DeleteResult(seriesIds.length, seriesIds.length, sequence));
    }
  }

  @Override
  public void covered(WalMark covered) {}

  /// Rows whose series nothing defines; there are none unless the log is damaged.
  long lostRows() {
    return lostRows;
  }
}
