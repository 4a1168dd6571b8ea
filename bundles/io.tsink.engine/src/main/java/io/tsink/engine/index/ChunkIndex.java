package io.tsink.engine.index;

import java.util.Arrays;

/// The chunks of one series in one file, by their first times: where each lies and which span of
/// time it has. Reusable; confined.
///
/// Spans may overlap, but most do not. *Reach* is the largest last time of a chunk and all before
/// it, which rises, so that both ends of a range are found by binary search.
public final class ChunkIndex {

  private int count;
  private long[] minTimes = new long[4];
  private long[] maxTimes = new long[4];
  private long[] reaches = new long[4];
  private long[] offsets = new long[4];
  private int[] lengths = new int[4];

  /// An index without chunks.
  public ChunkIndex() {}

  /// Drops all chunks and keeps the room.
  public void clear() {
    count = 0;
  }

  /// Adds a chunk.
  ///
  /// @param minTime not before that of the chunk added last
  /// @throws IllegalArgumentException when the order or the span is wrong
  public void add(long minTime, long maxTime, long offset, int length) {
    if (maxTime < minTime || (count > 0 && minTime < minTimes[count - 1])) {
      throw new IllegalArgumentException(
          "chunk of times %d to %d after one from %d"
              .formatted(minTime, maxTime, count == 0 ? Long.MIN_VALUE : minTimes[count - 1]));
    }
    if (count == minTimes.length) {
      grow();
    }
    minTimes[count] = minTime;
    maxTimes[count] = maxTime;
    reaches[count] = count == 0 ? maxTime : Math.max(reaches[count - 1], maxTime);
    offsets[count] = offset;
    lengths[count] = length;
    count++;
  }

  /// Number of chunks.
  public int count() {
    return count;
  }

  public long minTime(int chunk) {
    return minTimes[chunk];
  }

  public long maxTime(int chunk) {
    return maxTimes[chunk];
  }

  /// Where the chunk starts, as the file counts.
  public long offset(int chunk) {
    return offsets[chunk];
  }

  /// The length of the chunk in bytes.
  public int length(int chunk) {
    return lengths[chunk];
  }

  /// The first chunk from which on a sample at `time` or later may come: all before it end earlier.
  public int firstReaching(long time) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (reaches[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The first chunk that begins at `time` or later, or the number of chunks.
  public int firstFrom(long time) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (minTimes[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void grow() {
    int room = 2 * count;
    minTimes = Arrays.copyOf(minTimes, room);
    maxTimes = Arrays.copyOf(maxTimes, room);
    reaches = Arrays.copyOf(reaches, room);
    offsets = Arrays.copyOf(offsets, room);
    lengths = Arrays.copyOf(lengths, room);
  }
}
