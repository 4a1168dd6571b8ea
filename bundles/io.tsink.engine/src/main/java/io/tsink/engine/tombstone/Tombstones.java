package io.tsink.engine.tombstone;

import io.tsink.api.TimeRange;
import java.util.Arrays;
import java.util.function.IntPredicate;

/// What is hidden of all series of a store at one moment. Immutable; a delete makes another.
///
/// Series ids are unsigned and kept in rising order, so that finding those of one series costs a
/// binary search and a delete costs one pass over the series that have any.
public final class Tombstones {
  /// Nothing is hidden.
  public static final Tombstones NONE = new Tombstones(new int[0], new HiddenRanges[0], 0);

  /// Ids with the highest bit flipped, so that they sort as signed numbers.
  private final int[] keys;

  private final HiddenRanges[] ranges;
  private final long maxSequence;

  private Tombstones(int[] keys, HiddenRanges[] ranges, long maxSequence) {
    this.keys = keys;
    this.ranges = ranges;
    this.maxSequence = maxSequence;
  }

  private static int key(int seriesId) {
    return seriesId ^ Integer.MIN_VALUE;
  }

  public boolean isEmpty() {
    return keys.length == 0;
  }

  /// Number of series with tombstones.
  public int seriesCount() {
    return keys.length;
  }

  /// Number of tombstones.
  public long rangeCount() {
    long count = 0;
    for (HiddenRanges hidden : ranges) {
      count += hidden.count();
    }
    return count;
  }

  /// The series with that place in rising order.
  public int seriesId(int index) {
    return key(keys[index]);
  }

  /// What is hidden of the series with that place in rising order.
  public HiddenRanges rangesAt(int index) {
    return ranges[index];
  }

  /// The highest sequence of any delete these hold, 0 for none.
  public long maxSequence() {
    return maxSequence;
  }

  /// What is hidden of a series.
  public HiddenRanges of(int seriesId) {
    int index = Arrays.binarySearch(keys, key(seriesId));
    return index < 0 ? HiddenRanges.NONE : ranges[index];
  }

  /// Whether a sample is hidden.
  public boolean covers(int seriesId, long time, long sequence) {
    return of(seriesId).covers(time, sequence);
  }

  /// These and a delete. Adding the same again changes nothing.
  ///
  /// @param seriesIds in any order, the first `count` are meant
  /// @param range an empty one hides nothing
  public Tombstones with(int[] seriesIds, int count, TimeRange range, long sequence) {
    if (range.isEmpty() || count == 0) {
      return this;
    }
    int[] added = new int[count];
    for (int i = 0; i < count; i++) {
      added[i] = key(seriesIds[i]);
    }
    Arrays.sort(added);
    int[] newKeys = new int[keys.length + count];
    HiddenRanges[] newRanges = new HiddenRanges[keys.length + count];
    int size = 0;
    int old = 0;
    for (int i = 0; i < count; i++) {
      if (i > 0 && added[i] == added[i - 1]) {
        continue;
      }
      while (old < keys.length && keys[old] < added[i]) {
        newKeys[size] = keys[old];
        newRanges[size++] = ranges[old++];
      }
      HiddenRanges before =
          old < keys.length && keys[old] == added[i] ? ranges[old++] : HiddenRanges.NONE;
      newKeys[size] = added[i];
      newRanges[size++] = before.with(range.start(), range.end(), sequence);
    }
    while (old < keys.length) {
      newKeys[size] = keys[old];
      newRanges[size++] = ranges[old++];
    }
    return new Tombstones(
        Arrays.copyOf(newKeys, size),
        Arrays.copyOf(newRanges, size),
        Math.max(maxSequence, sequence));
  }

  /// These without those of one delete, which it revokes.
  public Tombstones without(long sequence) {
    int[] newKeys = new int[keys.length];
    HiddenRanges[] newRanges = new HiddenRanges[keys.length];
    int size = 0;
    for (int i = 0; i < keys.length; i++) {
      HiddenRanges rest = ranges[i].without(sequence);
      if (!rest.isEmpty()) {
        newKeys[size] = keys[i];
        newRanges[size++] = rest;
      }
    }
    return new Tombstones(
        Arrays.copyOf(newKeys, size), Arrays.copyOf(newRanges, size), maxSequence);
  }

  /// These of only some series: those of the others are purged.
  public Tombstones only(IntPredicate seriesIds) {
    int[] newKeys = new int[keys.length];
    HiddenRanges[] newRanges = new HiddenRanges[keys.length];
    int size = 0;
    for (int i = 0; i < keys.length; i++) {
      if (seriesIds.test(key(keys[i]))) {
        newKeys[size] = keys[i];
        newRanges[size++] = ranges[i];
      }
    }
    return new Tombstones(
        Arrays.copyOf(newKeys, size), Arrays.copyOf(newRanges, size), maxSequence);
  }

  /// Those of a sequence up to the given one: all that they hide was written before it.
  public Tombstones upTo(long sequence) {
    return each((_, hidden) -> hidden.upTo(sequence));
  }

  /// These without those that others hold too, which are purged. The highest sequence stays.
  public Tombstones minus(Tombstones others) {
    return each((id, hidden) -> hidden.minus(others.of(id)));
  }

  /// The tombstones that pass a test.
  public Tombstones filter(TombstoneTest test) {
    return each((id, hidden) -> hidden.filter(id, test));
  }

  /// Decides about a tombstone.
  @FunctionalInterface
  public interface TombstoneTest {
    boolean test(int seriesId, TimeRange range, long sequence);
  }

  private interface Change {
    HiddenRanges of(int seriesId, HiddenRanges hidden);
  }

  private Tombstones each(Change change) {
    int[] newKeys = new int[keys.length];
    HiddenRanges[] newRanges = new HiddenRanges[keys.length];
    int size = 0;
    for (int i = 0; i < keys.length; i++) {
      HiddenRanges rest = change.of(key(keys[i]), ranges[i]);
      if (!rest.isEmpty()) {
        newKeys[size] = keys[i];
        newRanges[size++] = rest;
      }
    }
    return new Tombstones(
        Arrays.copyOf(newKeys, size), Arrays.copyOf(newRanges, size), maxSequence);
  }

  /// Adds a series behind all others; used where they come sorted.
  static final class Builder {
    private final int[] keys;
    private final HiddenRanges[] ranges;
    private int size;
    private long maxSequence;

    Builder(int count) {
      keys = new int[count];
      ranges = new HiddenRanges[count];
    }

    void add(int seriesId, HiddenRanges hidden) {
      keys[size] = key(seriesId);
      ranges[size++] = hidden;
      for (int i = 0; i < hidden.count(); i++) {
        maxSequence = Math.max(maxSequence, hidden.sequence(i));
      }
    }

    Tombstones build() {
      return new Tombstones(keys, ranges, maxSequence);
    }
  }
}
