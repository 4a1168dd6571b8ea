package io.tsink.api.store;

import io.tsink.api.DataPoint;

/// Cuts samples into buckets and reduces each to a point. Confined.
final class Buckets {
  private final long start;
  private final long interval;
  private final Reduction reduction;
  private final PointList points;
  private boolean open;
  private long bucket;

  Buckets(QueryOptions options, Reduction reduction, PointList points) {
    this.start = options.range().start();
    this.interval = options.interval();
    this.reduction = reduction;
    this.points = points;
  }

  void add(Block block) {
    if (interval == QueryOptions.WHOLE) {
      reduction.add(block, block.from(), block.to());
      return;
    }
    int from = block.from();
    while (from < block.to() && !points.isFull()) {
      long current = bucketOf(block.times()[from]);
      int to = from + 1;
      while (to < block.to() && bucketOf(block.times()[to]) == current) {
        to++;
      }
      if (open && current != bucket) {
        close();
      }
      open = true;
      bucket = current;
      reduction.add(block, from, to);
      from = to;
    }
  }

  /// The start of the bucket of a time. The distance from the start may need all 64 bits.
  private long bucketOf(long time) {
    return start + Long.divideUnsigned(time - start, interval) * interval;
  }

  private void close() {
    DataPoint point = reduction.take();
    if (point != null) {
      points.add(new DataPoint(bucket, point.value()));
    }
    open = false;
  }

  /// Reduces what is left.
  void finish() {
    if (interval != QueryOptions.WHOLE) {
      close();
      return;
    }
    DataPoint point = reduction.take();
    if (point != null) {
      points.add(point);
    }
  }
}
