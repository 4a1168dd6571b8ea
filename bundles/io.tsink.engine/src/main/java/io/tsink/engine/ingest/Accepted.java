package io.tsink.engine.ingest;

import io.tsink.api.MetricMetadata;
import io.tsink.api.store.SampleBatch;
import io.tsink.engine.head.RowSource;
import io.tsink.engine.head.ShardOrder;
import io.tsink.engine.series.Series;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a batch is accepted, in the precision of the store. Confined and reusable; everything is
/// borrowed until it is applied.
public final class Accepted {
  private final RowSource source = new RowSource();
  private final ShardOrder order = new ShardOrder();
  private @Nullable Series[] series = new Series[0];
  private int[] rows = new int[0];
  private int count;
  private List<SampleBatch.Replacement> replacements = List.of();
  private List<SampleBatch.ExemplarRow> exemplars = List.of();
  private List<MetricMetadata> metadata = List.of();

  /// Starts over with rows.
  ///
  /// @param seriesBySlot the entry of each slot that something accepted belongs to
  /// @param accepted the accepted rows, entries `[0, number)`, in the order of the batch
  /// @param times by row
  /// @param starts start timestamps by row, null when there are none
  public void rows(
      SampleBatch batch,
      @Nullable Series[] seriesBySlot,
      int[] accepted,
      int number,
      long[] times,
      long @Nullable [] starts) {
    source.of(batch, seriesBySlot, times, starts);
    series = seriesBySlot;
    rows = accepted;
    count = number;
  }

  /// What comes beside the rows.
  ///
  /// @param acceptedExemplars with timestamps
  public void others(
      List<SampleBatch.Replacement> acceptedReplacements,
      List<SampleBatch.ExemplarRow> acceptedExemplars,
      List<MetricMetadata> acceptedMetadata) {
    replacements = acceptedReplacements;
    exemplars = acceptedExemplars;
    metadata = acceptedMetadata;
  }

  /// Whether there is nothing.
  boolean isEmpty() {
    return count == 0 && replacements.isEmpty() && exemplars.isEmpty() && metadata.isEmpty();
  }

  /// Lets go of the batch and its series.
  void clear() {
    source.clear();
    series = new Series[0];
    others(List.of(), List.of(), List.of());
  }

  /// The ids of the series that rows and exemplars belong to.
  Set<Integer> seriesIds() {
    var ids = new HashSet<Integer>();
    int[] slots = source.slots();
    for (int i = 0; i < count; i++) {
      ids.add(source.series(slots[rows[i]]).id());
    }
    for (SampleBatch.ExemplarRow row : exemplars) {
      Series one = series[row.slot()];
      if (one != null) {
        ids.add(one.id());
      }
    }
    return ids;
  }

  RowSource source() {
    return source;
  }

  ShardOrder order() {
    return order;
  }

  @Nullable Series series(int slot) {
    return series[slot];
  }

  int[] rows() {
    return rows;
  }

  int count() {
    return count;
  }

  List<SampleBatch.Replacement> replacements() {
    return replacements;
  }

  List<SampleBatch.ExemplarRow> exemplars() {
    return exemplars;
  }

  List<MetricMetadata> metadata() {
    return metadata;
  }
}
