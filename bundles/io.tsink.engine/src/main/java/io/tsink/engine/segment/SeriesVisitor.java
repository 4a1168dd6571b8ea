package io.tsink.engine.segment;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;

/// Takes the series of a segment, one after the other.
public interface SeriesVisitor {
  /// A series.
  ///
  /// @param kind of its first accepted sample
  void series(int id, Labels labels, ValueKind kind);
}
