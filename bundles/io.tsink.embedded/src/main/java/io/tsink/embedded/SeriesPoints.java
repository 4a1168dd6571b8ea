package io.tsink.embedded;

import static java.util.Objects.requireNonNull;

import io.tsink.api.DataPoint;
import io.tsink.api.Labels;
import java.util.List;

/// A series and its data points in the order of time.
public record SeriesPoints(Labels labels, List<DataPoint> points) {
  public SeriesPoints {
    requireNonNull(labels, "labels");
    points = List.copyOf(points);
  }
}
