package io.tsink.engine.head;

import io.tsink.engine.series.Series;

/// Is told of rows that are not the newest of their series. Called under the lock of a shard: it
/// must be quick and must not lock anything but itself.
public interface LateRowListener {
  /// Tells of late rows of one commit.
  ///
  /// @param minTime the first of the times
  /// @param maxTime the last of the times
  void late(Series series, Commit commit, long minTime, long maxTime);
}
