package io.tsink.api.store;

import io.tsink.api.MetricMetadata;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/// Answers reads from one consistent view of a store, for one query. Confined. What is committed or
/// deleted after it was opened is not seen. It must be closed, as it holds files open.
@ProviderType
public interface Querier extends AutoCloseable {
  /// The series of a selection that have samples in the range of the hints.
  ///
  /// @throws StorageException of kind `INVALID_ARGUMENT` for a bad regular expression
  SeriesSet select(Selection selection, SelectHints hints);

  /// The latest sample of each series of a selection with a time in `(at − lookback, at]`.
  ///
  /// Stale markers are samples like others.
  LatestSet latest(Selection selection, long at, long lookback, SelectHints hints);

  /// The names of the labels of the series that were asked for, in byte order.
  LabelPage labelNames(LabelRequest request);

  /// The values of a label among the series that were asked for, in byte order.
  LabelPage labelValues(String name, LabelRequest request);

  /// Number of series of a selection that have samples in a range.
  long count(Selection selection, TimeRange range);

  /// Exemplars of the series of some selections within a range, at most `limit`.
  List<SeriesExemplars> exemplars(List<Selection> selections, TimeRange range, int limit);

  /// Metadata entries.
  ///
  /// @param family the family that is asked for, empty for all
  /// @param limit most families
  /// @param limitPerFamily most entries of each family
  List<MetricMetadata> metadata(String family, int limit, int limitPerFamily);

  /// What a selection would read, without touching payload.
  ReadPlan plan(Selection selection, SelectHints hints);

  /// What was left out so far, in the order it was met.
  List<Warning> warnings();

  @Override
  void close();
}
