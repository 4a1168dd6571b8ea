package io.tsink.engine.head;

import io.tsink.api.BytesColumn;
import io.tsink.api.HistogramColumn;
import io.tsink.api.ValueKind;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The rows of one series within one partition window that are not sealed yet, in the order in
/// which they were applied. Guarded by the lock of its shard.
///
/// Rows are appended and never changed, so [#capture] shares the arrays instead of copying them.
/// A row takes 20 bytes as long as its kind is that of the rows before it, it has no start
/// timestamp, and its sequence runs ahead of its commit number by the same distance as theirs.
final class OpenRows {
  private static final int FIRST_CAPACITY = 8;

  private final long windowFirst;
  private final long windowLast;
  private final long firstCommit;
  private final long sequenceLead;
  private final ValueKind firstKind;

  private int size;
  private long[] times = new long[FIRST_CAPACITY];
  private long[] cells = new long[FIRST_CAPACITY];
  private int[] commitOffsets = new int[FIRST_CAPACITY];
  private long @Nullable [] sequences;
  private long @Nullable [] starts;
  private byte @Nullable [] kinds;
  private @Nullable BytesColumn bytes;
  private @Nullable HistogramColumn histograms;

  private boolean ascending = true;
  private long minTime = Long.MAX_VALUE;
  private long maxTime = Long.MIN_VALUE;
  private long maxCommit;
  private long lastCommit;
  private long firstPosition = Long.MAX_VALUE;
  private final long createdMillis;
  private long writtenMillis;
  private long accountedBytes;

  /// @param windowFirst the first time of the partition window
  /// @param windowLast the last time of it
  OpenRows(long windowFirst, long windowLast, ValueKind firstKind, Commit commit) {
    this.windowFirst = windowFirst;
    this.windowLast = windowLast;
    this.firstKind = firstKind;
    this.firstCommit = commit.number();
    this.maxCommit = commit.number();
    this.sequenceLead = commit.sequence() - commit.number();
    this.createdMillis = commit.millis();
  }

  boolean windowHolds(long time) {
    return windowFirst <= time && time <= windowLast;
  }

  int size() {
    return size;
  }

  long minTime() {
    return minTime;
  }

  long maxTime() {
    return maxTime;
  }

  /// The highest number among the commits of the rows.
  long maxCommit() {
    return maxCommit;
  }

  /// The lowest log position among those of the rows.
  long firstPosition() {
    return firstPosition;
  }

  long createdMillis() {
    return createdMillis;
  }

  long writtenMillis() {
    return writtenMillis;
  }

  /// The number of the commit that wrote last.
  long lastWrite() {
    return lastCommit;
  }

  /// Appends a numeric row.
  void append(long time, long cell, ValueKind kind, long start, Commit commit) {
    int row = size;
    if (row == times.length) {
      grow();
    }
    if (row > 0 && time <= times[row - 1]) {
      ascending = false;
    }
    minTime = Math.min(minTime, time);
    maxTime = Math.max(maxTime, time);
    times[row] = time;
    cells[row] = cell;
    commitOffsets[row] = Math.toIntExact(commit.number() - firstCommit);
    if (kinds != null) {
      kinds[row] = (byte) kind.ordinal();
    } else if (kind != firstKind) {
      mixKinds()[row] = (byte) kind.ordinal();
    }
    if (sequences != null) {
      sequences[row] = commit.sequence();
    } else if (commit.sequence() - commit.number() != sequenceLead) {
      spellSequences()[row] = commit.sequence();
    }
    if (starts != null) {
      starts[row] = start;
    } else if (start != 0) {
      starts = new long[times.length];
      starts[row] = start;
    }
    size = row + 1;
    lastCommit = commit.number();
    maxCommit = Math.max(maxCommit, commit.number());
    firstPosition = Math.min(firstPosition, commit.position());
    writtenMillis = commit.millis();
  }

  /// Appends a row of bytes or text.
  void append(
      long time, BytesColumn source, int sourceRow, ValueKind kind, long start, Commit commit) {
    if (bytes == null) {
      bytes = new BytesColumn();
    }
    bytes.append(source, sourceRow);
    append(time, bytes.size() - 1L, kind, start, commit);
  }

  /// Appends a row with a histogram.
  void append(long time, HistogramColumn source, int sourceRow, long start, Commit commit) {
    if (histograms == null) {
      histograms = new HistogramColumn();
    }
    histograms.append(source, sourceRow);
    append(time, histograms.size() - 1L, ValueKind.HISTOGRAM, start, commit);
  }

  private byte[] mixKinds() {
    byte[] mixed = new byte[times.length];
    Arrays.fill(mixed, 0, size, (byte) firstKind.ordinal());
    kinds = mixed;
    return mixed;
  }

  private long[] spellSequences() {
    long[] spelled = new long[times.length];
    for (int row = 0; row < size; row++) {
      spelled[row] = firstCommit + commitOffsets[row] + sequenceLead;
    }
    sequences = spelled;
    return spelled;
  }

  private void grow() {
    int capacity = 2 * times.length;
    times = Arrays.copyOf(times, capacity);
    cells = Arrays.copyOf(cells, capacity);
    commitOffsets = Arrays.copyOf(commitOffsets, capacity);
    if (sequences != null) {
      sequences = Arrays.copyOf(sequences, capacity);
    }
    if (starts != null) {
      starts = Arrays.copyOf(starts, capacity);
    }
    if (kinds != null) {
      kinds = Arrays.copyOf(kinds, capacity);
    }
  }

  /// The rows as they are now. The side columns are shared too when `last` says that nothing will
  /// be appended any more, and copied otherwise.
  HeadRows capture(boolean last) {
    return new HeadRows(
        size,
        times,
        cells,
        commitOffsets,
        firstCommit,
        sequenceLead,
        sequences,
        starts,
        kinds,
        firstKind,
        last ? bytes : copy(bytes),
        last ? histograms : copy(histograms),
        ascending,
        maxCommit);
  }

  private static @Nullable BytesColumn copy(@Nullable BytesColumn column) {
    if (column == null) {
      return null;
    }
    var copy = new BytesColumn();
    for (int row = 0; row < column.size(); row++) {
      copy.append(column, row);
    }
    return copy;
  }

  private static @Nullable HistogramColumn copy(@Nullable HistogramColumn column) {
    if (column == null) {
      return null;
    }
    var copy = new HistogramColumn();
    for (int row = 0; row < column.size(); row++) {
      copy.append(column, row);
    }
    return copy;
  }

  /// How much more heap the rows hold than at the last call.
  long growth() {
    long before = accountedBytes;
    accountedBytes = heapBytes();
    return accountedBytes - before;
  }

  /// Heap that the rows held at the last call of [#growth].
  long accountedBytes() {
    return accountedBytes;
  }

  /// Heap that the rows hold, in bytes.
  private long heapBytes() {
    long perRow = 2L * Long.BYTES + Integer.BYTES;
    if (sequences != null) {
      perRow += Long.BYTES;
    }
    if (starts != null) {
      perRow += Long.BYTES;
    }
    long fixed = 160;
    if (bytes != null) {
      fixed += bytes.heapBytes();
    }
    if (histograms != null) {
      fixed += histograms.heapBytes();
    }
    return fixed + perRow * times.length;
  }
}
