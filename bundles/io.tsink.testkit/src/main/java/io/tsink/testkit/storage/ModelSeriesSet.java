package io.tsink.testkit.storage;

import static java.util.Objects.requireNonNull;

import io.tsink.api.Labels;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SeriesSet;
import java.util.ArrayList;
import java.util.List;

/// A list of series, passed through.
final class ModelSeriesSet implements SeriesSet {
  private final List<ModelView.Part> series;
  private final SelectHints hints;
  private final QueryContext context;
  private final ValueIds ids;
  private int current = -1;

  ModelSeriesSet(
      List<ModelView.Part> series, SelectHints hints, QueryContext context, ValueIds ids) {
    this.series = series;
    this.hints = hints;
    this.context = context;
    this.ids = ids;
  }

  @Override
  public boolean next() {
    context.check();
    if (current + 1 >= series.size()) {
      return false;
    }
    current++;
    context.chargeSeries(1);
    return true;
  }

  @Override
  public Labels labels() {
    return series.get(current).labels();
  }

  @Override
  public long identityHash() {
    return labels().identityHash();
  }

  @Override
  public int valueId(int label) {
    List<String> projection = requireNonNull(hints.projection(), "projection");
    return ids.of(labels().getOrEmpty(projection.get(label)));
  }

  @Override
  public ChunkCursor samples() {
    return new ModelCursor(series.get(current).samples(), hints, context);
  }

  /// Deals the series out one by one.
  @Override
  public List<SeriesSet> split(int parts) {
    var sets = new ArrayList<SeriesSet>(parts);
    for (int part = 0; part < parts; part++) {
      var dealt = new ArrayList<ModelView.Part>();
      for (int i = part; i < series.size(); i += parts) {
        dealt.add(series.get(i));
      }
      sets.add(new ModelSeriesSet(dealt, hints, context, ids));
    }
    return sets;
  }

  @Override
  public void close() {}
}
