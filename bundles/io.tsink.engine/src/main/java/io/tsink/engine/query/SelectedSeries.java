package io.tsink.engine.query;

import io.tsink.api.Labels;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SeriesSet;
import io.tsink.engine.series.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Candidates of a selection, one after the other; those without samples are passed over. Confined.
final class SelectedSeries implements SeriesSet {
  private final QueryRun query;
  private final SelectHints hints;
  private final Series[] candidates;
  private final Projection projection;
  private final Block scratch = new Block();
  private int next;
  private long found;
  private @Nullable Series current;
  private @Nullable SeriesCursor cursor;

  SelectedSeries(QueryRun query, SelectHints hints, Series[] candidates, Projection projection) {
    this.query = query;
    this.hints = hints;
    this.candidates = candidates;
    this.projection = projection;
  }

  @Override
  public boolean next() {
    while (next < candidates.length && found < hints.seriesLimit()) {
      query.check();
      Series candidate = candidates[next++];
      SeriesCursor samples = query.cursor(candidate, hints);
      if (samples != null && samples.hasSamples(scratch)) {
        query.context().chargeSeries(1);
        current = candidate;
        cursor = samples;
        found++;
        return true;
      }
    }
    current = null;
    cursor = null;
    return false;
  }

  private Series current() {
    if (current == null) {
      throw new IllegalStateException("the set stands on no series");
    }
    return current;
  }

  @Override
  public Labels labels() {
    return current().labels();
  }

  @Override
  public long identityHash() {
    return current().identityHash();
  }

  @Override
  public int valueId(int label) {
    return projection.valueId(current(), label);
  }

  @Override
  public ChunkCursor samples() {
    if (cursor == null) {
      throw new IllegalStateException("the set stands on no series");
    }
    cursor.rewind();
    return cursor;
  }

  /// Cuts the candidates into runs of equal length, so that the parts of a sorted set are sorted
  /// and follow each other. A limit of series cannot be divided.
  @Override
  public List<SeriesSet> split(int parts) {
    if (parts < 2 || candidates.length < 2 || hints.seriesLimit() != Long.MAX_VALUE) {
      return List.of(this);
    }
    int count = Math.min(parts, candidates.length);
    var sets = new ArrayList<SeriesSet>(count);
    for (int part = 0; part < count; part++) {
      int from = (int) ((long) candidates.length * part / count);
      int to = (int) ((long) candidates.length * (part + 1) / count);
      sets.add(
          new SelectedSeries(
              query.forked(), hints, Arrays.copyOfRange(candidates, from, to), projection));
    }
    return sets;
  }

  @Override
  public void close() {
    next = candidates.length;
    current = null;
    cursor = null;
  }
}
