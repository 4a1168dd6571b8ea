package io.tsink.engine.chunk;

import io.tsink.api.ValueKind;
import io.tsink.api.store.ChunkSummary;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.spi.codec.CorruptBlock;
import org.jspecify.annotations.Nullable;

/// Samples of one series and one kind in coded columns. Immutable; its columns may lie in a file.
///
/// Times rise strictly. Without a column of sequences all rows have the sequence
/// [#minSequence]; without a column of start times none is known.
public final class EncodedChunk {

  private final ValueKind kind;
  private final int count;
  private final long minTime;
  private final long maxTime;
  private final long minSequence;
  private final long maxSequence;
  private final EncodedColumn times;
  private final EncodedColumn values;
  private final @Nullable EncodedColumn starts;
  private final @Nullable EncodedColumn sequences;
  private final byte @Nullable [] summary;

  /// A chunk of `count` rows, 1…65,535.
  ///
  /// @param summary what [#summaryBytes] gives, given; null when nothing is known of the values
  public EncodedChunk(
      ValueKind kind,
      int count,
      long minTime,
      long maxTime,
      long minSequence,
      long maxSequence,
      EncodedColumn times,
      EncodedColumn values,
      @Nullable EncodedColumn starts,
      @Nullable EncodedColumn sequences,
      byte @Nullable [] summary) {
    this.kind = kind;
    this.count = count;
    this.minTime = minTime;
    this.maxTime = maxTime;
    this.minSequence = minSequence;
    this.maxSequence = maxSequence;
    this.times = times;
    this.values = values;
    this.starts = starts;
    this.sequences = sequences;
    this.summary = summary;
  }

  public ValueKind kind() {
    return kind;
  }

  /// Number of samples.
  public int count() {
    return count;
  }

  /// The time of the first sample.
  public long minTime() {
    return minTime;
  }

  /// The time of the last sample.
  public long maxTime() {
    return maxTime;
  }

  /// The smallest sequence of a sample.
  public long minSequence() {
    return minSequence;
  }

  /// The largest sequence of a sample.
  public long maxSequence() {
    return maxSequence;
  }

  public EncodedColumn times() {
    return times;
  }

  public EncodedColumn values() {
    return values;
  }

  /// The start times, or null when none is known.
  public @Nullable EncodedColumn starts() {
    return starts;
  }

  /// The sequences, or null when all are [#minSequence].
  public @Nullable EncodedColumn sequences() {
    return sequences;
  }

  /// What is known of all samples, integers and truth values taken as doubles; null when nothing
  /// is.
  ///
  /// @throws StorageException of kind `CORRUPTION`
  public @Nullable ChunkSummary summary() {
    if (summary == null) {
      return null;
    }
    try {
      return SummaryCoding.read(summary, count, minTime, maxTime);
    } catch (CorruptBlock e) {
      throw new StorageException(
          ErrorKind.CORRUPTION, "summary of a chunk: %s".formatted(e.getMessage()), e);
    }
  }

  /// The summary as chunks in files carry it, or null. Borrowed, not to be changed.
  public byte @Nullable [] summaryBytes() {
    return summary;
  }

  /// The bytes of all payloads.
  public long payloadBytes() {
    return (long) times.length()
        + values.length()
        + (starts == null ? 0 : starts.length())
        + (sequences == null ? 0 : sequences.length());
  }

  /// About the bytes of heap that a chunk in memory holds.
  public long heapBytes() {
    int columns = 2 + (starts == null ? 0 : 1) + (sequences == null ? 0 : 1);
    return payloadBytes() + 80 + columns * 76L + (summary == null ? 0 : 16 + summary.length);
  }
}
