package io.tsink.testkit.storage;

import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.DeleteOptions;
import io.tsink.api.store.DeleteResult;
import io.tsink.api.store.HealthItem;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.Statistic;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StoreOptions;
import io.tsink.api.store.StoreStatus;
import java.util.List;
import java.util.Optional;

/// A layer over a store that changes nothing; subclasses change what they want to. Thread-safe as
/// the store below.
///
/// It closes the store below, which a layer of the product must not: it closes only what it made.
public class DelegatingStorage implements Storage {
  private final Storage lower;

  public DelegatingStorage(Storage lower) {
    this.lower = lower;
  }

  /// The store below.
  public final Storage lower() {
    return lower;
  }

  @Override
  public Appender appender(AppendContext context) {
    return lower.appender(context);
  }

  @Override
  public Querier querier(QueryContext context, ReadOptions options) {
    return lower.querier(context, options);
  }

  @Override
  public DeleteResult delete(Selection selection, TimeRange range, DeleteOptions options) {
    return lower.delete(selection, range, options);
  }

  @Override
  public <T> Optional<T> capability(Class<T> type) {
    return lower.capability(type);
  }

  @Override
  public StoreOptions options() {
    return lower.options();
  }

  @Override
  public StoreStatus status() {
    return lower.status();
  }

  @Override
  public List<HealthItem> health() {
    return lower.health();
  }

  @Override
  public List<Statistic> statistics() {
    return lower.statistics();
  }

  @Override
  public void close() {
    lower.close();
  }
}
