package io.tsink.engine.flush;

import io.tsink.api.ValueKind;
import io.tsink.engine.series.Series;

/// Kinds of series that have rows.
final class Kinds {
  private Kinds() {}

  /// The kind of the first accepted sample.
  static ValueKind first(Series series) {
    ValueKind kind = series.kind();
    if (kind == null) {
      throw new IllegalStateException("%s has rows and no kind".formatted(series));
    }
    return kind;
  }
}
