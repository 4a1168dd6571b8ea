package io.tsink.engine.head;

/// When rows in memory are sealed. Immutable.
///
/// @param partitionWindow width of a partition window, in the precision of the store
/// @param maxOpenWindows most partition windows of a series that are open at once
/// @param chunkPoints most rows of a chunk, and the number of open rows at which they are sealed
public record HeadOptions(long partitionWindow, int maxOpenWindows, int chunkPoints) {
  public HeadOptions {
    if (partitionWindow < 1 || maxOpenWindows < 1 || chunkPoints < 1 || chunkPoints > 65_535) {
      throw new IllegalArgumentException(
          "partition window %d, open windows %d, chunk points %d"
              .formatted(partitionWindow, maxOpenWindows, chunkPoints));
    }
  }

  /// The first time of the window that holds a time.
  long windowStart(long time) {
    long into = Math.floorMod(time, partitionWindow);
    return time < Long.MIN_VALUE + into ? Long.MIN_VALUE : time - into;
  }

  /// The last time of the window that holds a time.
  long windowLast(long time) {
    long left = partitionWindow - 1 - Math.floorMod(time, partitionWindow);
    return time > Long.MAX_VALUE - left ? Long.MAX_VALUE : time + left;
  }
}
