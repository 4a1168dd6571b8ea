package io.tsink.api.store;

import io.tsink.api.DataPoint;
import io.tsink.api.Labels;
import java.util.List;

/// A series with points of it, by rising time.
public record SeriesPoints(Labels labels, List<DataPoint> points) {
  public SeriesPoints {
    points = List.copyOf(points);
  }
}
