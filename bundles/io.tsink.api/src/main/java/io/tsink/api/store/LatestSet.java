package io.tsink.api.store;

import io.tsink.api.Labels;
import io.tsink.api.Value;
import io.tsink.api.ValueKind;
import org.osgi.annotation.versioning.ProviderType;

/// The latest samples of many series, in batches of columns. Confined. What it returns is good
/// until the next call of [#nextBatch].
@ProviderType
public interface LatestSet extends AutoCloseable {
  /// Moves to the next batch; false at the end.
  boolean nextBatch();

  /// Number of series in the batch.
  int size();

  Labels labels(int index);

  /// A number for the value of a projected label, as [SeriesSet#valueId].
  int valueId(int index, int label);

  /// The times, entries `[0, size)`.
  long[] times();

  /// The numeric values as doubles, entries `[0, size)`; NaN where the kind is not numeric.
  double[] numbers();

  ValueKind kind(int index);

  /// The start timestamp of the sample, 0 when unknown.
  long start(int index);

  /// The value as an object.
  Value value(int index);

  @Override
  void close();
}
