package io.tsink.engine.query;

import io.tsink.api.TimeRange;
import io.tsink.api.store.Block;
import io.tsink.engine.index.Postings;
import io.tsink.engine.series.Series;
import io.tsink.engine.series.SeriesRegistry;

/// Tells which series have samples. Confined.
final class Presence {
  private final QueryRun query;
  private final SeriesRegistry registry;
  private final Block scratch = new Block();

  Presence(QueryRun query, SeriesRegistry registry) {
    this.query = query;
    this.registry = registry;
  }

  /// Those of some series that have samples in a range.
  ///
  /// @param maxSequence samples of a higher sequence do not count
  Postings of(Postings candidates, TimeRange range, long maxSequence) {
    return candidates.filter(
        id -> {
          query.check();
          Series series = registry.series(id);
          return series != null && has(series, range, maxSequence);
        });
  }

  private boolean has(Series series, TimeRange range, long maxSequence) {
    boolean all = maxSequence == Long.MAX_VALUE;
    SeriesCursor cursor = query.cursor(series, range, new Part.Wanted(false, !all), false, false);
    if (cursor == null) {
      return false;
    }
    return all ? cursor.hasSamples(scratch) : hasUpTo(maxSequence, cursor);
  }

  private boolean hasUpTo(long maxSequence, SeriesCursor cursor) {
    while (cursor.nextChunk()) {
      cursor.load(scratch);
      for (int row = scratch.from(); row < scratch.to(); row++) {
        if (scratch.sequences()[row] <= maxSequence) {
          return true;
        }
      }
    }
    return false;
  }
}
