package io.tsink.engine.head;

import static java.util.Objects.requireNonNull;

import io.tsink.api.BytesColumn;
import io.tsink.api.HistogramColumn;
import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows of one series in memory, as they were at one moment. Immutable as far as its `size` rows
/// go; the arrays behind them are shared with [OpenRows].
public final class HeadRows {
  private final int size;
  private final long[] times;
  private final long[] cells;
  private final int[] commitOffsets;
  private final long firstCommit;
  private final long sequenceLead;
  private final long @Nullable [] sequences;
  private final long @Nullable [] starts;
  private final byte @Nullable [] kinds;
  private final ValueKind firstKind;
  private final @Nullable BytesColumn bytes;
  private final @Nullable HistogramColumn histograms;
  private final boolean ascending;
  private final long maxCommit;

  HeadRows(
      int size,
      long[] times,
      long[] cells,
      int[] commitOffsets,
      long firstCommit,
      long sequenceLead,
      long @Nullable [] sequences,
      long @Nullable [] starts,
      byte @Nullable [] kinds,
      ValueKind firstKind,
      @Nullable BytesColumn bytes,
      @Nullable HistogramColumn histograms,
      boolean ascending,
      long maxCommit) {
    this.size = size;
    this.times = times;
    this.cells = cells;
    this.commitOffsets = commitOffsets;
    this.firstCommit = firstCommit;
    this.sequenceLead = sequenceLead;
    this.sequences = sequences;
    this.starts = starts;
    this.kinds = kinds;
    this.firstKind = firstKind;
    this.bytes = bytes;
    this.histograms = histograms;
    this.ascending = ascending;
    this.maxCommit = maxCommit;
  }

  /// The highest number among the commits of the rows.
  public long maxCommit() {
    return maxCommit;
  }

  int size() {
    return size;
  }

  long time(int row) {
    return times[row];
  }

  long sequence(int row) {
    return sequences == null ? commit(row) + sequenceLead : sequences[row];
  }

  long commit(int row) {
    return firstCommit + commitOffsets[row];
  }

  private long start(int row) {
    return starts == null ? 0 : starts[row];
  }

  private int kind(int row) {
    return kinds == null ? firstKind.ordinal() : kinds[row];
  }

  /// The rows of the commits up to a number that lie in a range, each time once, as one block for
  /// each kind that occurs; every block carries sequences.
  public List<Block> blocks(long visibleCommit, TimeRange range) {
    int[] order = select(visibleCommit, range);
    var blocks = new ArrayList<Block>(1);
    if (kinds == null) {
      addBlock(firstKind, order, blocks);
    } else {
      for (ValueKind kind : ValueKind.values()) {
        addBlock(kind, order, blocks);
      }
    }
    return blocks;
  }

  private int[] select(long visibleCommit, TimeRange range) {
    int[] chosen = new int[size];
    int count = 0;
    for (int row = 0; row < size; row++) {
      if (range.contains(times[row]) && commit(row) <= visibleCommit) {
        chosen[count++] = row;
      }
    }
    int[] order = count == size ? chosen : Arrays.copyOf(chosen, count);
    return ascending ? order : new RowOrder(this).sortedWinners(order);
  }

  private void addBlock(ValueKind kind, int[] order, List<Block> blocks) {
    int count = order.length;
    if (kinds != null) {
      count = 0;
      for (int row : order) {
        count += kinds[row] == kind.ordinal() ? 1 : 0;
      }
    }
    if (count == 0) {
      return;
    }
    var block = new Block();
    block.reset(kind, count);
    long[] blockSequences = block.fillSequences(count);
    long[] blockStarts = starts == null ? null : block.fillStarts(count);
    long[] blockTimes = block.times();
    int at = 0;
    for (int row : order) {
      if (kind(row) != kind.ordinal()) {
        continue;
      }
      blockTimes[at] = times[row];
      blockSequences[at] = sequence(row);
      if (blockStarts != null) {
        blockStarts[at] = start(row);
      }
      setValue(block, at, row);
      at++;
    }
    block.range(0, count);
    blocks.add(block);
  }

  private void setValue(Block block, int at, int row) {
    long cell = cells[row];
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
      case BYTES, STRING -> block.bytes().append(byteStrings(), (int) cell);
      case HISTOGRAM -> block.histograms().append(histogramColumn(), (int) cell);
    }
  }

  private BytesColumn byteStrings() {
    return requireNonNull(bytes, "rows of bytes without a column");
  }

  private HistogramColumn histogramColumn() {
    return requireNonNull(histograms, "rows of histograms without a column");
  }

  /// Orders two rows of equal time and sequence; of rows of one commit the later is greater.
  int compareValues(int row, int other) {
    if (commit(row) == commit(other)) {
      return Integer.compare(row, other);
    }
    if (kind(row) != kind(other)) {
      return Integer.compare(kind(row), kind(other));
    }
    int order =
        switch (ValueKind.of(kind(row))) {
          case F64, I64, U64, BOOL -> Long.compareUnsigned(cells[row], cells[other]);
          case BYTES, STRING ->
              ValueOrder.compare(
                  byteStrings(), (int) cells[row], byteStrings(), (int) cells[other]);
          case HISTOGRAM ->
              ValueOrder.compare(
                  histogramColumn(), (int) cells[row], histogramColumn(), (int) cells[other]);
        };
    return order == 0 ? Long.compare(start(row), start(other)) : order;
  }
}
