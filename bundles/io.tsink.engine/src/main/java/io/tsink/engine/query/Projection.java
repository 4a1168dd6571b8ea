package io.tsink.engine.query;

import io.tsink.engine.series.LabelNumbers;
import io.tsink.engine.series.Series;
import io.tsink.engine.series.SeriesRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Numbers for the values of some labels. Thread-safe.
final class Projection {
  private final LabelNumbers numbers;

  /// @param labels the names that are asked for, null for none
  Projection(SeriesRegistry registry, @Nullable List<String> labels) {
    numbers = registry.numbers(labels == null ? List.of() : labels);
  }

  /// The number of the value of a label; −1 when the series does not have it.
  int valueId(Series series, int label) {
    return numbers.of(series, label);
  }
}
