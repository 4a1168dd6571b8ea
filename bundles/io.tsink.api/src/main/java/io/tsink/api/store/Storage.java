package io.tsink.api.store;

import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/// A store of time series, or a layer over one. Thread-safe.
///
/// Opening returns at once: a store may be starting for a while, see [#status]. Until it is ready,
/// everything else throws `NOT_READY`; after [#close], `STORAGE_CLOSED`.
@ProviderType
public interface Storage extends AutoCloseable {
  /// A new appender for one caller.
  Appender appender(AppendContext context);

  /// A new querier for one query; it must be closed.
  Querier querier(QueryContext context, ReadOptions options);

  /// Hides the samples of a selection within a range, and the exemplars with them. When it returns
  /// the delete is as durable as a write, and no new querier sees them. Samples that are written
  /// into the range afterwards are visible.
  DeleteResult delete(Selection selection, TimeRange range, DeleteOptions options);

  /// What this store can do beyond the contract, or empty. The interfaces are those of this package
  /// that call themselves capabilities.
  <T> Optional<T> capability(Class<T> type);

  StoreOptions options();

  StoreStatus status();

  /// One item for each component.
  List<HealthItem> health();

  /// What the store counts and measures.
  List<Statistic> statistics();

  /// Stops taking requests, waits for those under way, makes durable what was accepted, and frees
  /// everything. A second call does nothing.
  @Override
  void close();
}
