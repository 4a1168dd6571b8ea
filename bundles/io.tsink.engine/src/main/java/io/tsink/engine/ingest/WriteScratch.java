package io.tsink.engine.ingest;

import io.tsink.api.frame.FrameWriter;
import io.tsink.api.store.SampleBatch;
import io.tsink.engine.series.Series;
import io.tsink.engine.wal.WalGroup;
import org.jspecify.annotations.Nullable;

/// What a commit works with, kept for later ones so that they allocate nothing for their samples.
/// Confined.
final class WriteScratch {
  /// What all columns together take for a row or slot.
  private static final long BYTES_A_ROW = 48;

  private final SeriesEntry entries;
  private final RowAdmission rows;
  private final ExemplarAdmission exemplars;
  private final FrameWriter frameWriter = new FrameWriter();
  private final WalGroup group = new WalGroup();
  private final Accepted accepted = new Accepted();
  private int[] ids = new int[0];
  private long largest;

  WriteScratch(SeriesEntry entries, TimeLimits limits) {
    this.entries = entries;
    this.rows = new RowAdmission(entries, limits);
    this.exemplars = new ExemplarAdmission(entries, limits);
  }

  /// Decides what of a batch is accepted.
  void admit(SampleBatch batch, TimeLimits limits, boolean dryRun) {
    long now = limits.now();
    rows.admit(batch, now, dryRun);
    exemplars.admit(batch, rows.seriesBySlot(), now);
    accepted.rows(
        batch, rows.seriesBySlot(), rows.accepted(), rows.count(), rows.times(), rows.starts());
    accepted.others(
        Replacements.of(batch, rows.seriesBySlot(), entries, limits.precision()),
        exemplars.accepted(),
        batch.metadata());
  }

  /// Lets go of a batch.
  void release(SampleBatch batch) {
    entries.end();
    accepted.clear();
    rows.release(batch.slots());
    exemplars.clear();
    group.clear();
    largest = Math.max(largest, Math.max(batch.rows(), batch.slots()));
  }

  /// About how much heap it holds on to.
  long heapBytes() {
    return BYTES_A_ROW * largest + group.capacity();
  }

  /// Whether a slot has a series that something accepted belongs to.
  @Nullable Series seriesOf(int slot) {
    Series series = rows.seriesBySlot()[slot];
    return series == null || series.id() == Series.NO_ID ? null : series;
  }

  /// The ids by slot, 0 where there is none.
  int[] idsBySlot(int slots) {
    if (ids.length < slots) {
      ids = new int[Math.max(slots, 2 * ids.length)];
    }
    for (int slot = 0; slot < slots; slot++) {
      Series series = rows.seriesBySlot()[slot];
      ids[slot] = series == null ? Series.NO_ID : series.id();
    }
    return ids;
  }

  SeriesEntry entries() {
    return entries;
  }

  RowAdmission rows() {
    return rows;
  }

  ExemplarAdmission exemplars() {
    return exemplars;
  }

  Accepted accepted() {
    return accepted;
  }

  FrameWriter frameWriter() {
    return frameWriter;
  }

  WalGroup group() {
    return group;
  }
}
