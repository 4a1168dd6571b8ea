package io.tsink.testkit.storage;

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
import java.util.List;

/// A querier that changes nothing; subclasses change what they want to. Confined.
public class DelegatingQuerier implements Querier {
  private final Querier lower;

  public DelegatingQuerier(Querier lower) {
    this.lower = lower;
  }

  @Override
  public SeriesSet select(Selection selection, SelectHints hints) {
    return lower.select(selection, hints);
  }

  @Override
  public LatestSet latest(Selection selection, long at, long lookback, SelectHints hints) {
    return lower.latest(selection, at, lookback, hints);
  }

  @Override
  public LabelPage labelNames(LabelRequest request) {
    return lower.labelNames(request);
  }

  @Override
  public LabelPage labelValues(String name, LabelRequest request) {
    return lower.labelValues(name, request);
  }

  @Override
  public long count(Selection selection, TimeRange range) {
    return lower.count(selection, range);
  }

  @Override
  public List<SeriesExemplars> exemplars(List<Selection> selections, TimeRange range, int limit) {
    return lower.exemplars(selections, range, limit);
  }

  @Override
  public List<MetricMetadata> metadata(String family, int limit, int limitPerFamily) {
    return lower.metadata(family, limit, limitPerFamily);
  }

  @Override
  public ReadPlan plan(Selection selection, SelectHints hints) {
    return lower.plan(selection, hints);
  }

  @Override
  public List<Warning> warnings() {
    return lower.warnings();
  }

  @Override
  public void close() {
    lower.close();
  }
}
