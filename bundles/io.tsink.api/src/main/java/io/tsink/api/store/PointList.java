package io.tsink.api.store;

import io.tsink.api.DataPoint;
import java.util.List;

/// Takes points into a list of the caller, without the first ones and not more than a limit.
/// Confined.
final class PointList {
  private final List<DataPoint> points;
  private long toSkip;
  private long toTake;

  PointList(List<DataPoint> points, long offset, long limit) {
    this.points = points;
    this.toSkip = offset;
    this.toTake = limit;
  }

  void add(DataPoint point) {
    if (toSkip > 0) {
      toSkip--;
    } else if (toTake > 0) {
      toTake--;
      points.add(point);
    }
  }

  /// Whether nothing more is taken.
  boolean isFull() {
    return toTake == 0;
  }
}
