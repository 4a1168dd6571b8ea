package io.tsink.engine.ingest;

import io.tsink.api.Exemplar;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.Outcomes;
import io.tsink.api.store.Reason;
import io.tsink.api.store.Refusal;
import io.tsink.api.store.SampleBatch;
import io.tsink.engine.series.Series;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides which exemplars of a batch are accepted. Confined and reusable.
///
/// An exemplar needs a series, though no sample: a new series gets an entry whose
/// kind is open.
final class ExemplarAdmission {
  private final SeriesEntry entries;
  private final TimeLimits limits;
  private final Outcomes.Recorder rejected = new Outcomes.Recorder();
  private final List<SampleBatch.ExemplarRow> accepted = new ArrayList<>();

  ExemplarAdmission(SeriesEntry entries, TimeLimits limits) {
    this.entries = entries;
    this.limits = limits;
  }

  /// Forgets the last batch.
  void clear() {
    rejected.clear();
    accepted.clear();
  }

  /// Decides on every exemplar.
  ///
  /// @param series the entry of each slot, null for a refused one; gets those that are made
  void admit(SampleBatch batch, @Nullable Series[] series, long now) {
    clear();
    List<SampleBatch.ExemplarRow> rows = batch.exemplars();
    for (int row = 0; row < rows.size(); row++) {
      admit(batch, rows.get(row), row, series, now);
    }
  }

  private void admit(
      SampleBatch batch,
      SampleBatch.ExemplarRow given,
      int row,
      @Nullable Series[] series,
      long now) {
    Exemplar exemplar = given.exemplar();
    TimestampPrecision to = limits.precision();
    long time = exemplar.hasTimestamp() ? to.convert(exemplar.timestamp(), batch.precision()) : now;
    Series handle = series[given.slot()];
    if (handle == null) {
      Refusal refusal = batch.handle(given.slot()).refusal();
      rejected.reject(
          row,
          refusal == null ? Reason.INVALID_LABELS : refusal.reason(),
          refusal == null ? "" : refusal.detail());
      return;
    }
    if (!TimeLimits.valid(time)) {
      rejected.reject(
          row,
          Reason.TIMESTAMP_OUT_OF_RANGE,
          "%s: exemplar at %d does not fit into the store"
              .formatted(handle.labels(), exemplar.timestamp()));
      return;
    }
    Series entry = entries.enterWithoutRow(handle);
    if (entry == null) {
      rejected.reject(
          row,
          Reason.CARDINALITY_LIMIT,
          "%s: a new series beyond the limit of %d".formatted(handle.labels(), entries.limit()));
      return;
    }
    series[given.slot()] = entry;
    accepted.add(
        new SampleBatch.ExemplarRow(
            given.slot(), new Exemplar(exemplar.labels(), exemplar.value(), time)));
  }

  /// The accepted exemplars, with times in the precision of the store.
  List<SampleBatch.ExemplarRow> accepted() {
    return accepted;
  }

  Outcomes.Recorder rejected() {
    return rejected;
  }
}
