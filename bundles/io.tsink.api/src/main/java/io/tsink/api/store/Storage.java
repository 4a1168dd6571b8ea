package io.tsink.api.store;

import io.tsink.api.DataPoint;
import io.tsink.api.Label;
import io.tsink.api.Labels;
import io.tsink.api.Row;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.job.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/// A store of time series, or a layer over one. Thread-safe.
///
/// Opening returns at once: a store may be starting for a while, see [#status]. Until it is ready,
/// everything else throws `NOT_READY`; after [#close], `STORAGE_CLOSED`. [#status] and [#options]
/// answer at any time.
///
/// A store, or a layer, implements the abstract methods; the default methods are built on them.
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

  // The verbs below say the same in the words of the specification, one call each. They read one
  // moment of the store, without limits, and hide series of reserved names unless they are named.

  /// Stores rows, whose times are in the precision of the store, as one batch.
  ///
  /// @throws RowsRejectedException after storing the others when rows were rejected
  default void insertRows(List<Row> rows) {
    WriteResult result = insertRowsWithResult(rows);
    if (!result.allWereAccepted()) {
      throw new RowsRejectedException(result.commit());
    }
  }

  /// Stores rows, whose times are in the precision of the store, as one batch, and says of each row
  /// whether it is stored. It returns when the stored rows are visible.
  default WriteResult insertRowsWithResult(List<Row> rows) {
    return RowInsert.insert(this, rows);
  }

  /// The points of a series in `[start, end)` by rising time; none when there is no such series.
  ///
  /// @param labels all labels of the series but its metric name, in any order
  /// @throws StorageException of kind `INVALID_TIME_RANGE` unless `start < end`
  default List<DataPoint> select(String metric, Collection<Label> labels, long start, long end) {
    return selectWithOptions(metric, labels, QueryOptions.over(start, end));
  }

  /// The points of a series, aggregated and cut as the options say.
  ///
  /// @param labels all labels of the series but its metric name, in any order
  /// @throws StorageException of kind `UNSUPPORTED_AGGREGATION` when the kind of the values, or the
  ///     size of an integer, does not allow it
  default List<DataPoint> selectWithOptions(
      String metric, Collection<Label> labels, QueryOptions options) {
    var points = new ArrayList<DataPoint>();
    PointSelect.one(this, Verbs.series(metric, labels), options, points);
    return List.copyOf(points);
  }

  /// Puts the points of a series in `[start, end)` into a list in place of what it holds, so that
  /// its memory serves again.
  ///
  /// @return number of points
  /// @throws StorageException of kind `INVALID_TIME_RANGE` unless `start < end`
  default int selectInto(
      String metric, Collection<Label> labels, long start, long end, List<DataPoint> into) {
    Labels series = Verbs.series(metric, labels);
    QueryOptions options = QueryOptions.over(start, end);
    into.clear();
    PointSelect.one(this, series, options, into);
    return into.size();
  }

  /// The points in `[start, end)` of every series of a selection that has some, in the order of
  /// labels.
  ///
  /// @throws StorageException of kind `INVALID_TIME_RANGE` unless `start < end`
  default List<SeriesPoints> selectAll(Selection selection, long start, long end) {
    return PointSelect.all(this, selection, Verbs.range(start, end));
  }

  /// The points in `[start, end)` of some series, in the order asked for. A series that is not
  /// there comes without points.
  ///
  /// @param series all labels of each
  /// @throws StorageException of kind `INVALID_TIME_RANGE` unless `start < end`
  default List<SeriesPoints> selectMany(List<Labels> series, long start, long end) {
    return PointSelect.many(this, series, Verbs.range(start, end));
  }

  /// The names of the metrics that have samples, in byte order.
  default List<String> listMetrics() {
    try (Querier querier = Verbs.querier(this)) {
      return querier.labelValues(Labels.METRIC_NAME, LabelRequest.everything()).texts();
    }
  }

  /// The series of a selection that have samples, in the order of labels.
  default List<Labels> selectSeries(Selection selection) {
    return Verbs.list(this, selection, TimeRange.ALL);
  }

  /// The series of a selection that have samples in `[start, end)`, in the order of labels.
  ///
  /// @throws StorageException of kind `INVALID_TIME_RANGE` unless `start < end`
  default List<Labels> selectSeries(Selection selection, long start, long end) {
    return Verbs.list(this, selection, Verbs.range(start, end));
  }

  /// A page of the rows of some series in `[start, end)`, in the order of labels and times.
  ///
  /// @param series all labels of each, in any order
  /// @throws StorageException of kind `INVALID_TIME_RANGE` unless `start < end`
  default RowPage scanSeriesRows(
      Collection<Labels> series, long start, long end, ScanOptions options) {
    TimeRange range = Verbs.range(start, end);
    if (series.isEmpty()) {
      return new RowPage(List.of(), false, 0, "");
    }
    var only = new LinkedHashSet<>(series);
    Selection selection =
        Selection.anyOf(
            only.stream().map(one -> Selection.series(one).anyOf().getFirst()).toList());
    return RowScan.page(this, selection, only, range, options);
  }

  /// A page of the rows of a metric in `[start, end)`, in the order of labels and times.
  ///
  /// @throws StorageException of kind `INVALID_TIME_RANGE` unless `start < end`
  default RowPage scanMetricRows(String metric, long start, long end, ScanOptions options) {
    return RowScan.page(this, Verbs.metric(metric), null, Verbs.range(start, end), options);
  }

  /// Deletes every series of a selection.
  default DeleteResult deleteSeries(Selection selection) {
    return delete(selection, TimeRange.ALL, DeleteOptions.defaults());
  }

  /// Deletes what the series of a selection have in `[start, end)`.
  ///
  /// @throws StorageException of kind `INVALID_TIME_RANGE` unless `start < end`
  default DeleteResult deleteSeries(Selection selection, long start, long end) {
    return delete(selection, Verbs.range(start, end), DeleteOptions.defaults());
  }

  /// Makes a directory that holds the store as it is now.
  ///
  /// @param destination must not exist
  /// @throws StorageException of kind `UNSUPPORTED_OPERATION` where the store has no [Snapshots],
  ///     such as in memory
  default void snapshot(Path destination) {
    Verbs.capability(this, Snapshots.class, "snapshot")
        .snapshot(destination, new Progress("bytes"));
  }

  /// Adds a rollup policy.
  ///
  /// @throws StorageException of kind `ALREADY_EXISTS` when there is one with its id, of kind
  ///     `UNSUPPORTED_OPERATION` where the store has no [Rollups]
  default void addRollupPolicy(Rollups.Policy policy) {
    RollupVerbs.add(Verbs.capability(this, Rollups.class, "addRollupPolicy"), policy);
  }

  /// Replaces the rollup policy with the same id.
  ///
  /// @throws StorageException of kind `NOT_FOUND` when there is none, of kind
  ///     `UNSUPPORTED_OPERATION` where the store has no [Rollups]
  default void replaceRollupPolicy(Rollups.Policy policy) {
    RollupVerbs.replace(Verbs.capability(this, Rollups.class, "replaceRollupPolicy"), policy);
  }

  /// Removes a rollup policy; false when there is none with that id.
  ///
  /// @throws StorageException of kind `UNSUPPORTED_OPERATION` where the store has no [Rollups]
  default boolean removeRollupPolicy(String id) {
    return Verbs.capability(this, Rollups.class, "removeRollupPolicy").remove(id);
  }

  /// Materialises what is due by the rollup policies, now.
  ///
  /// @return number of points written
  /// @throws StorageException of kind `UNSUPPORTED_OPERATION` where the store has no [Rollups]
  default long runRollupPass() {
    return Verbs.capability(this, Rollups.class, "runRollupPass").runPass();
  }

  /// Status, health and statistics, taken together.
  default ObservabilitySnapshot observabilitySnapshot() {
    return new ObservabilitySnapshot(this);
  }
}
