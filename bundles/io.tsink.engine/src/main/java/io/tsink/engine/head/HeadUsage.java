package io.tsink.engine.head;

/// What the head holds.
///
/// @param openBytes heap of open rows
/// @param sealedBytes heap of sealed chunks, those that wait for a segment among them
/// @param waitingBytes heap of sealed chunks that wait for a segment
/// @param historyBytes heap of rows that are sealed and kept for views that see only some of them
/// @param rows rows applied since the start
/// @param series series that have rows, or had some lately
public record HeadUsage(
    long openBytes,
    long sealedBytes,
    long waitingBytes,
    long historyBytes,
    long rows,
    long series) {

  /// Heap of open rows and sealed chunks.
  public long bytes() {
    return openBytes + sealedBytes;
  }

  /// Adds up shards. Confined.
  static final class Sum {
    private long openBytes;
    private long sealedBytes;
    private long waitingBytes;
    private long historyBytes;
    private long rows;
    private long series;

    void add(long open, long sealed, long waiting, long history, long moreRows, long moreSeries) {
      openBytes += open;
      sealedBytes += sealed;
      waitingBytes += waiting;
      historyBytes += history;
      rows += moreRows;
      series += moreSeries;
    }

    HeadUsage usage() {
      return new HeadUsage(openBytes, sealedBytes, waitingBytes, historyBytes, rows, series);
    }
  }
}
