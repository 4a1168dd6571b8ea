package io.tsink.engine.head;

import io.tsink.api.BytesColumn;
import io.tsink.api.HistogramColumn;
import io.tsink.api.ValueKind;
import org.jspecify.annotations.Nullable;

/// What open rows need only when something about them is out of the ordinary: values that are not
/// numbers, start timestamps, several kinds, or commits that were applied or got their sequence in
/// another order than their numbers. Guarded by the lock of the shard.
final class SideRows {
  /// Heap of the object without columns, in bytes.
  private static final int BYTES = 80;

  private final ValueKind firstKind;
  private long lead;
  private long start;
  private long minSequence;
  private long maxSequence;
  private long maxCommit;
  private long firstPosition;
  private boolean mixed;
  private boolean started;
  private @Nullable BytesColumn bytes;
  private @Nullable HistogramColumn histograms;
  private long accountedBytes;

  /// @param first the commit of the first of the rows
  /// @param lastCommit the highest number of a commit so far
  /// @param kind of the rows so far, or of the first that is to come
  SideRows(Commit first, long lastCommit, ValueKind kind) {
    firstKind = kind;
    lead = first.lead();
    minSequence = first.sequence();
    maxSequence = lastCommit + lead;
    maxCommit = lastCommit;
    firstPosition = first.position();
  }

  /// Notes the commit of a row.
  void note(Commit commit) {
    minSequence = Math.min(minSequence, commit.sequence());
    maxSequence = Math.max(maxSequence, commit.sequence());
    maxCommit = Math.max(maxCommit, commit.number());
    firstPosition = Math.min(firstPosition, commit.position());
  }

  /// What the sequence of the last row is ahead of its commit number by.
  long lead() {
    return lead;
  }

  void lead(long changed) {
    lead = changed;
  }

  /// The start timestamp of the last row.
  long start() {
    return start;
  }

  void start(long changed) {
    start = changed;
    started = true;
  }

  /// Notes that there is more than one kind.
  void mix() {
    mixed = true;
  }

  /// The kind of the first row.
  ValueKind firstKind() {
    return firstKind;
  }

  boolean mixed() {
    return mixed;
  }

  /// Whether a row has a start timestamp.
  boolean started() {
    return started;
  }

  long minSequence() {
    return minSequence;
  }

  long maxSequence() {
    return maxSequence;
  }

  long maxCommit() {
    return maxCommit;
  }

  long firstPosition() {
    return firstPosition;
  }

  /// Keeps the value of a row of bytes or text.
  void append(BytesColumn source, int row) {
    if (bytes == null) {
      bytes = new BytesColumn();
    }
    bytes.append(source, row);
  }

  /// Keeps the value of a row with a histogram.
  void append(HistogramColumn source, int row) {
    if (histograms == null) {
      histograms = new HistogramColumn();
    }
    histograms.append(source, row);
  }

  /// The values of bytes and text, in the order of their rows.
  @Nullable BytesColumn bytes() {
    return bytes;
  }

  /// The histograms, in the order of their rows.
  @Nullable HistogramColumn histograms() {
    return histograms;
  }

  /// How much more heap there is than at the last call.
  long growth() {
    long now = BYTES;
    if (bytes != null) {
      now += bytes.heapBytes();
    }
    if (histograms != null) {
      now += histograms.heapBytes();
    }
    long grown = now - accountedBytes;
    accountedBytes = now;
    return grown;
  }

  /// The heap at the last call of [#growth].
  long accountedBytes() {
    return accountedBytes;
  }
}
