package io.tsink.engine.ingest;

import io.tsink.api.frame.FrameContent;
import io.tsink.api.frame.FrameWriter;
import io.tsink.api.store.SampleBatch;
import io.tsink.engine.series.Series;
import io.tsink.engine.wal.WalGroup;
import org.jspecify.annotations.Nullable;

/// What one appender works with, kept from commit to commit so that a commit allocates nothing for
/// its samples. Confined.
final class WriteScratch {
  private final SeriesEntry entries;
  private final RowAdmission rows;
  private final ExemplarAdmission exemplars;
  private final FrameContent content = new FrameContent();
  private final FrameWriter frameWriter = new FrameWriter();
  private final WalGroup group = new WalGroup();
  private final Accepted accepted = new Accepted();
  private int[] ids = new int[0];

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

  FrameContent content() {
    return content;
  }

  FrameWriter frameWriter() {
    return frameWriter;
  }

  WalGroup group() {
    return group;
  }
}
