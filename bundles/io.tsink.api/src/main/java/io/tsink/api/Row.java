package io.tsink.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// A data point of a series, as the simple write verbs take it.
///
/// @param metric the metric name, not empty
/// @param labels the other labels, in any order
public record Row(String metric, List<Label> labels, DataPoint dataPoint) {
  public Row {
    requireNonNull(metric, "metric");
    labels = List.copyOf(labels);
    requireNonNull(dataPoint, "dataPoint");
  }
}
