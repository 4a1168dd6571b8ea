package io.tsink.engine.query;

import io.tsink.api.MetricMetadata;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.LabelPage;
import io.tsink.api.store.LabelRequest;
import io.tsink.api.store.LatestSet;
import io.tsink.api.store.Querier;
import io.tsink.api.store.ReadPlan;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SeriesExemplars;
import io.tsink.api.store.SeriesSet;
import io.tsink.api.store.Warning;
import io.tsink.engine.exemplar.ExemplarStore;
import io.tsink.engine.exemplar.MetadataStore;
import io.tsink.engine.index.Postings;
import io.tsink.engine.series.Series;
import io.tsink.engine.series.SeriesRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Answers one query from one pinned view. Confined.
final class EngineQuerier implements Querier {
  private final QueryRun query;
  private final SeriesRegistry registry;
  private final ExemplarStore exemplars;
  private final MetadataStore metadata;
  private final Runnable onClose;

  EngineQuerier(
      QueryRun query,
      SeriesRegistry registry,
      ExemplarStore exemplars,
      MetadataStore metadata,
      Runnable onClose) {
    this.query = query;
    this.registry = registry;
    this.exemplars = exemplars;
    this.metadata = metadata;
    this.onClose = onClose;
  }

  @Override
  public SeriesSet select(Selection selection, SelectHints hints) {
    query.check();
    return new SelectedSeries(
        query, hints, candidates(selection, hints.internal(), hints.sorted()), projection(hints));
  }

  @Override
  public LatestSet latest(Selection selection, long at, long lookback, SelectHints hints) {
    query.check();
    long before = at < Long.MIN_VALUE + lookback ? Long.MIN_VALUE : at - lookback;
    TimeRange range = before == at ? new TimeRange(at, at) : TimeRange.inclusive(before + 1, at);
    return new LatestSamples(
        query,
        range,
        hints,
        candidates(selection, hints.internal(), hints.sorted()),
        projection(hints));
  }

  private Projection projection(SelectHints hints) {
    return new Projection(registry, hints.projection());
  }

  private Series[] candidates(Selection selection, boolean internal, boolean sorted) {
    Postings found = registry.select(selection);
    if (!internal) {
      found = found.andNot(registry.internal());
    }
    Series[] series = series(found);
    if (sorted) {
      Arrays.sort(series, registry.labelOrder());
    }
    return series;
  }

  private Series[] series(Postings postings) {
    var list = new ArrayList<Series>(postings.count());
    postings.forEach(
        id -> {
          Series series = registry.series(id);
          if (series != null) {
            list.add(series);
          }
        });
    return list.toArray(Series[]::new);
  }

  @Override
  public LabelPage labelNames(LabelRequest request) {
    query.check();
    return registry.labelNames(request, present(request));
  }

  @Override
  public LabelPage labelValues(String name, LabelRequest request) {
    query.check();
    return registry.labelValues(name, request, present(request));
  }

  private Postings present(LabelRequest request) {
    Postings found = registry.select(request.selection());
    if (!request.internal()) {
      found = found.andNot(registry.internal());
    }
    return present(found, request.range());
  }

  private Postings present(Postings candidates, TimeRange range) {
    return new Presence(query, registry).of(candidates, range, Long.MAX_VALUE);
  }

  @Override
  public long count(Selection selection, TimeRange range) {
    query.check();
    return present(registry.select(selection), range).count();
  }

  @Override
  public List<SeriesExemplars> exemplars(List<Selection> selections, TimeRange range, int limit) {
    query.check();
    Postings found = Postings.empty();
    for (Selection selection : selections) {
      found = found.or(registry.select(selection));
    }
    Series[] sorted = series(found);
    Arrays.sort(sorted, registry.labelOrder());
    return exemplars.select(
        sorted, range, limit, query.view().visibleCommit(), query.view().deletions().exemplars());
  }

  @Override
  public List<MetricMetadata> metadata(String family, int limit, int limitPerFamily) {
    query.check();
    return metadata.select(family, limit, limitPerFamily, query.view().visibleCommit());
  }

  @Override
  public ReadPlan plan(Selection selection, SelectHints hints) {
    query.check();
    var plan = new PlanBuilder();
    for (Series series : candidates(selection, hints.internal(), false)) {
      query.check();
      SeriesCursor cursor = query.cursor(series, hints);
      if (cursor != null) {
        plan.add(cursor.parts());
      }
    }
    return plan.build();
  }

  @Override
  public List<Warning> warnings() {
    return query.warnings();
  }

  @Override
  public void close() {
    if (!query.view().closed()) {
      query.view().close();
      onClose.run();
    }
  }
}
