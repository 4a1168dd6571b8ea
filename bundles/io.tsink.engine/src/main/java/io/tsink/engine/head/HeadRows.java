package io.tsink.engine.head;

import static java.util.Objects.requireNonNull;

import io.tsink.api.BytesColumn;
import io.tsink.api.HistogramColumn;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import org.jspecify.annotations.Nullable;

/// A copy of coded rows of one series, as they were at one moment. Confined; reusable by whoever
/// seals, and not changed any more once it is given to a reader.
///
/// Rows are *plain* when they have one kind and each time is above the one before. Plain rows are
/// decoded straight into a block; others go through [RowColumns].
public final class HeadRows {
  private static final Commit NO_COMMIT = new Commit(0, 0, 0, 0);

  private byte[] coded = new byte[0];
  private int length;
  private int size;
  private int shift;
  private long windowFirst;
  private long maxTime;
  private Commit first = NO_COMMIT;
  private ValueKind firstKind = ValueKind.F64;
  private boolean plain;
  private boolean started;
  private long minSequence;
  private long maxSequence;
  private long maxCommit;
  private @Nullable BytesColumn bytes;
  private @Nullable HistogramColumn histograms;

  HeadRows() {}

  /// An array that takes coded rows.
  byte[] room(int capacity) {
    int wanted = capacity + RowReader.PADDING;
    if (coded.length < wanted) {
      coded = new byte[wanted];
    }
    return coded;
  }

  /// Says what was copied.
  ///
  /// @param codedLength in bytes
  /// @param shared whether values that are no numbers may be shared
  void set(OpenRows rows, int codedLength, int timeShift, boolean shared) {
    length = codedLength;
    size = rows.size();
    shift = timeShift;
    windowFirst = rows.window().first();
    maxTime = rows.maxTime();
    first = rows.first();
    firstKind = rows.firstKind();
    maxCommit = rows.maxCommit();
    SideRows side = rows.side();
    if (side == null) {
      plain = rows.rising();
      started = false;
      minSequence = first.sequence();
      maxSequence = maxCommit + first.lead();
      bytes = null;
      histograms = null;
    } else {
      plain = rows.rising() && !side.mixed();
      started = side.started();
      minSequence = side.minSequence();
      maxSequence = side.maxSequence();
      bytes = shared ? side.bytes() : copy(side.bytes());
      histograms = shared ? side.histograms() : copy(side.histograms());
    }
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

  /// Whether [#load] works.
  boolean plain() {
    return plain;
  }

  /// Number of rows.
  public int size() {
    return size;
  }

  /// Bytes of the coded rows.
  public int length() {
    return length;
  }

  /// The kind of the rows, of the first when there are several.
  public ValueKind kind() {
    return firstKind;
  }

  /// The time of the first row; the lowest of plain rows.
  public long firstTime() {
    RowReader reader = reader();
    reader.next();
    return reader.time();
  }

  /// The highest time.
  public long maxTime() {
    return maxTime;
  }

  /// A bound of the sequences from below.
  public long minSequence() {
    return minSequence;
  }

  /// A bound of the sequences from above.
  public long maxSequence() {
    return maxSequence;
  }

  /// The highest number among the commits of the rows.
  long maxCommit() {
    return maxCommit;
  }

  /// Whether a row has a start timestamp.
  boolean started() {
    return started;
  }

  RowReader reader() {
    var reader = new RowReader();
    start(reader);
    return reader;
  }

  void start(RowReader reader) {
    reader.start(coded, shift, windowFirst, first, firstKind);
  }

  BytesColumn byteStrings() {
    return requireNonNull(bytes, "rows of bytes without a column");
  }

  HistogramColumn histograms() {
    return requireNonNull(histograms, "rows of histograms without a column");
  }

  /// Decodes plain rows into a block, in place of what it held.
  ///
  /// @param starts whether start timestamps are wanted, if there are any
  /// @param sequences whether sequences are wanted
  public void load(Block block, boolean starts, boolean sequences) {
    if (!plain) {
      throw new IllegalStateException("rows of several kinds or in no order");
    }
    block.reset(firstKind, size);
    long[] startColumn = starts && started ? block.fillStarts(size) : null;
    long[] sequenceColumn = sequences ? block.fillSequences(size) : null;
    long[] times = block.times();
    RowReader reader = reader();
    for (int row = 0; row < size; row++) {
      reader.next();
      times[row] = reader.time();
      if (sequenceColumn != null) {
        sequenceColumn[row] = reader.sequence();
      }
      if (startColumn != null) {
        startColumn[row] = reader.start();
      }
      putValue(block, row, reader.cell(), row);
    }
    block.range(0, size);
  }

  /// Puts the value of a row into a block of its kind.
  ///
  /// @param cell the bits of a number
  /// @param index of another value in its column
  void putValue(Block block, int at, long cell, int index) {
    switch (block.kind()) {
      case F64 -> block.doubles()[at] = Double.longBitsToDouble(cell);
      case I64, U64 -> block.longs()[at] = cell;
      case BOOL -> {
        long bit = 1L << (at & 63);
        if (cell == 0) {
          block.longs()[at >>> 6] &= ~bit;
        } else {
          block.longs()[at >>> 6] |= bit;
        }
      }
      case BYTES, STRING -> block.bytes().append(byteStrings(), index);
      case HISTOGRAM -> block.histograms().append(histograms(), index);
    }
  }
}
