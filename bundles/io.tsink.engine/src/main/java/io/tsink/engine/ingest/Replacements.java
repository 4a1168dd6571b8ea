package io.tsink.engine.ingest;

import io.tsink.api.TimeRange;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.SampleBatch;
import io.tsink.engine.series.Series;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings the range replacements of a batch into the precision of the store.
final class Replacements {
  private Replacements() {}

  /// Those that can hide something: with a range that is not empty. A series gets an
  /// entry, since rows of a lower sequence may come later.
  ///
  /// @param series by slot, null for a refused one; gets entries in the place of handles
  static List<SampleBatch.Replacement> of(
      SampleBatch batch,
      @Nullable Series[] series,
      SeriesEntry entries,
      TimestampPrecision precision) {
    if (batch.replacements().isEmpty()) {
      return List.of();
    }
    var kept = new ArrayList<SampleBatch.Replacement>();
    for (SampleBatch.Replacement replacement : batch.replacements()) {
      Series handle = series[replacement.slot()];
      TimeRange range = convert(replacement.range(), batch.precision(), precision);
      Series entry = handle == null || range.isEmpty() ? null : entries.enterWithoutRow(handle);
      if (entry != null && entry.id() != Series.NO_ID) {
        series[replacement.slot()] = entry;
        kept.add(new SampleBatch.Replacement(replacement.slot(), range));
      }
    }
    return kept;
  }

  /// The range that holds every time of the given one once it is rounded down.
  private static TimeRange convert(
      TimeRange range, TimestampPrecision from, TimestampPrecision to) {
    long start = to.convert(range.start(), from);
    if (range.isEmpty()) {
      return new TimeRange(start, start);
    }
    if (range.end() == Long.MAX_VALUE) {
      return new TimeRange(start, Long.MAX_VALUE);
    }
    return TimeRange.inclusive(start, to.convert(range.end() - 1, from));
  }
}
