package io.tsink.engine.tombstone;

import io.tsink.api.TimeRange;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// What is hidden of one series. Immutable; sorted by start. No entry is made needless by
/// another.
public final class HiddenRanges {
  /// Nothing.
  public static final HiddenRanges NONE = new HiddenRanges(new long[0], new long[0], new long[0]);

  private final long[] starts;
  private final long[] ends;
  private final long[] sequences;

  HiddenRanges(long[] starts, long[] ends, long[] sequences) {
    this.starts = starts;
    this.ends = ends;
    this.sequences = sequences;
  }

  /// Number of tombstones.
  public int count() {
    return starts.length;
  }

  public boolean isEmpty() {
    return starts.length == 0;
  }

  /// The range of a tombstone.
  public TimeRange range(int index) {
    return new TimeRange(starts[index], ends[index]);
  }

  /// The sequence of a tombstone.
  public long sequence(int index) {
    return sequences[index];
  }

  /// Whether a sample is hidden.
  public boolean covers(long time, long sequence) {
    for (int i = 0; i < starts.length && starts[i] <= time; i++) {
      if (time < ends[i] && sequence <= sequences[i]) {
        return true;
      }
    }
    return false;
  }

  /// Whether any sample with a time in `[minTime, maxTime]` and a sequence of at least
  /// `minSequence` may be hidden; false lets a chunk pass as it is.
  public boolean touches(long minTime, long maxTime, long minSequence) {
    for (int i = 0; i < starts.length && starts[i] <= maxTime; i++) {
      if (minTime < ends[i] && minSequence <= sequences[i]) {
        return true;
      }
    }
    return false;
  }

  /// Whether one tombstone hides every sample with a time in `[minTime, maxTime]` and a sequence
  /// of at most `maxSequence`.
  public boolean coversAll(long minTime, long maxTime, long maxSequence) {
    for (int i = 0; i < starts.length && starts[i] <= minTime; i++) {
      if (maxTime < ends[i] && maxSequence <= sequences[i]) {
        return true;
      }
    }
    return false;
  }

  /// These and one more.
  HiddenRanges with(long start, long end, long sequence) {
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] <= start && end <= ends[i] && sequence <= sequences[i]) {
        return this;
      }
    }
    int count = 0;
    long[] newStarts = new long[starts.length + 1];
    long[] newEnds = new long[starts.length + 1];
    long[] newSequences = new long[starts.length + 1];
    boolean placed = false;
    for (int i = 0; i < starts.length; i++) {
      if (!placed && start <= starts[i]) {
        newStarts[count] = start;
        newEnds[count] = end;
        newSequences[count++] = sequence;
        placed = true;
      }
      boolean needless = start <= starts[i] && ends[i] <= end && sequences[i] <= sequence;
      if (!needless) {
        newStarts[count] = starts[i];
        newEnds[count] = ends[i];
        newSequences[count++] = sequences[i];
      }
    }
    if (!placed) {
      newStarts[count] = start;
      newEnds[count] = end;
      newSequences[count++] = sequence;
    }
    return new HiddenRanges(
        Arrays.copyOf(newStarts, count),
        Arrays.copyOf(newEnds, count),
        Arrays.copyOf(newSequences, count));
  }

  /// Those of a sequence up to the given one.
  HiddenRanges upTo(long sequence) {
    return filtered(i -> sequences[i] <= sequence);
  }

  /// These without those that others hold too.
  HiddenRanges minus(HiddenRanges others) {
    return filtered(i -> !others.holds(starts[i], ends[i], sequences[i]));
  }

  HiddenRanges filter(int seriesId, Tombstones.TombstoneTest test) {
    return filtered(i -> test.test(seriesId, range(i), sequences[i]));
  }

  private boolean holds(long start, long end, long sequence) {
    for (int i = 0; i < starts.length; i++) {
      if (starts[i] == start && ends[i] == end && sequences[i] == sequence) {
        return true;
      }
    }
    return false;
  }

  private HiddenRanges filtered(IntPredicate test) {
    int[] kept = IntStream.range(0, starts.length).filter(test).toArray();
    if (kept.length == starts.length) {
      return this;
    }
    return new HiddenRanges(
        IntStream.of(kept).mapToLong(i -> starts[i]).toArray(),
        IntStream.of(kept).mapToLong(i -> ends[i]).toArray(),
        IntStream.of(kept).mapToLong(i -> sequences[i]).toArray());
  }

  /// These without the tombstones of one delete.
  HiddenRanges without(long sequence) {
    HiddenRanges rest = NONE;
    for (int i = 0; i < starts.length; i++) {
      if (sequences[i] != sequence) {
        rest = rest.with(starts[i], ends[i], sequences[i]);
      }
    }
    return rest.count() == count() ? this : rest;
  }
}
