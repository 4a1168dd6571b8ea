package io.tsink.api.store;

import io.tsink.api.Labels;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/// Series of a selection, one after the other. Confined; a fresh set stands before its first
/// series. What it returns for the current series is good until the next call of [#next].
@ProviderType
public interface SeriesSet extends AutoCloseable {
  /// Moves to the next series that has samples; false at the end.
  boolean next();

  /// The labels of the current series, made when asked for.
  Labels labels();

  /// The identity hash of the current series.
  long identityHash();

  /// A number that stands for the value of a projected label of the current series: equal values
  /// have equal numbers within one querier. −1 when the series has no such label.
  ///
  /// @param label an index into [SelectHints#projection]
  int valueId(int label);

  /// The samples of the current series. The cursor is reused: it is good until [#next].
  ChunkCursor samples();

  /// Divides a fresh set into parts for other threads; together they are the whole set, which is
  /// not used any more. A set that cannot be divided returns itself.
  ///
  /// @param parts most parts, at least 1
  List<SeriesSet> split(int parts);

  @Override
  void close();
}
