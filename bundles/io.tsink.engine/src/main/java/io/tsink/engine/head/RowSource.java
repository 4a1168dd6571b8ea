package io.tsink.engine.head;

import io.tsink.api.store.SampleBatch;
import io.tsink.engine.series.Series;
import org.jspecify.annotations.Nullable;

/// Accepted rows on their way into the head: a batch, whose rows are named by their number, with
/// the entries of its series and with times in the precision of the store. Confined and reusable;
/// what it refers to belongs to the writer and is borrowed until the rows are applied.
public final class RowSource {
  private static final @Nullable Series[] NONE = {};

  private @Nullable SampleBatch batch;
  private @Nullable Series[] seriesBySlot = NONE;
  private long[] times = new long[0];
  private long @Nullable [] starts;

  /// Starts over.
  ///
  /// @param seriesBySlot the entry of each slot that has accepted rows
  /// @param times by row
  /// @param starts start timestamps by row, null when no row has one
  public void of(
      SampleBatch changed,
      @Nullable Series[] seriesBySlot,
      long[] times,
      long @Nullable [] starts) {
    this.batch = changed;
    this.seriesBySlot = seriesBySlot;
    this.times = times;
    this.starts = starts;
  }

  /// Lets go of what was borrowed.
  public void clear() {
    batch = null;
    seriesBySlot = NONE;
  }

  SampleBatch batch() {
    if (batch == null) {
      throw new IllegalStateException("no batch is given");
    }
    return batch;
  }

  /// The slot of each row.
  public int[] slots() {
    return batch().slotColumn();
  }

  /// The series of a slot.
  public Series series(int slot) {
    Series series = seriesBySlot[slot];
    if (series == null) {
      throw new IllegalStateException("slot %d has no series".formatted(slot));
    }
    return series;
  }

  long[] times() {
    return times;
  }

  long @Nullable [] starts() {
    return starts;
  }
}
