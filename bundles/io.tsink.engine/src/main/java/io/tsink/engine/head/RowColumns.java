package io.tsink.engine.head;

import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;

/// Decoded rows that are not plain: those that are wanted, by rising time, each time once. Confined
/// and reusable.
final class RowColumns {
  private static final long[] NONE = {};

  private final RowReader reader = new RowReader();
  private final RowOrder order = new RowOrder(this);
  private HeadRows rows = new HeadRows();

  private long[] times = NONE;
  private long[] commits = NONE;
  private long[] sequences = NONE;
  private long[] starts = NONE;

  /// The bits of a number, or the place of another value in its column.
  private long[] cells = NONE;

  private byte[] kinds = new byte[0];

  private int[] chosen = new int[0];
  private int count;

  /// Takes the rows of the commits up to a number that lie in a range.
  ///
  /// @param taken borrowed until the next call
  void take(HeadRows taken, long visibleCommit, TimeRange range) {
    rows = taken;
    decode();
    int found = 0;
    for (int row = 0; row < rows.size(); row++) {
      if (range.contains(times[row]) && commits[row] <= visibleCommit) {
        chosen[found++] = row;
      }
    }
    count = order.winners(chosen, found);
  }

  private void decode() {
    int size = rows.size();
    if (kinds.length < size) {
      int capacity = Math.max(64, size + (size >> 1));
      times = new long[capacity];
      commits = new long[capacity];
      sequences = new long[capacity];
      starts = new long[capacity];
      cells = new long[capacity];
      kinds = new byte[capacity];
      chosen = new int[capacity];
    }
    rows.start(reader);
    int byteStrings = 0;
    int histograms = 0;
    for (int row = 0; row < size; row++) {
      reader.next();
      times[row] = reader.time();
      commits[row] = reader.commit();
      sequences[row] = reader.sequence();
      starts[row] = reader.start();
      kinds[row] = (byte) reader.kind().ordinal();
      cells[row] =
          switch (reader.kind()) {
            case F64, I64, U64, BOOL -> reader.cell();
            case BYTES, STRING -> byteStrings++;
            case HISTOGRAM -> histograms++;
          };
    }
  }

  long time(int row) {
    return times[row];
  }

  long sequence(int row) {
    return sequences[row];
  }

  /// Fills a block with the rows of a kind, with sequences; false when there are none.
  boolean fill(ValueKind kind, Block block) {
    int wanted = 0;
    for (int i = 0; i < count; i++) {
      wanted += kinds[chosen[i]] == kind.ordinal() ? 1 : 0;
    }
    if (wanted == 0) {
      return false;
    }
    block.reset(kind, wanted);
    long[] sequenceColumn = block.fillSequences(wanted);
    long[] startColumn = rows.started() ? block.fillStarts(wanted) : NONE;
    long[] timeColumn = block.times();
    int at = 0;
    for (int i = 0; i < count; i++) {
      int row = chosen[i];
      if (kinds[row] != kind.ordinal()) {
        continue;
      }
      timeColumn[at] = times[row];
      sequenceColumn[at] = sequences[row];
      if (rows.started()) {
        startColumn[at] = starts[row];
      }
      rows.putValue(block, at, cells[row], (int) cells[row]);
      at++;
    }
    block.range(0, wanted);
    return true;
  }

  /// Orders two rows of equal time and sequence; of rows of one commit the later is greater.
  int compareValues(int row, int other) {
    if (commits[row] == commits[other]) {
      return Integer.compare(row, other);
    }
    if (kinds[row] != kinds[other]) {
      return Integer.compare(kinds[row], kinds[other]);
    }
    int comparison =
        switch (ValueKind.of(kinds[row])) {
          case F64, I64, U64, BOOL -> Long.compareUnsigned(cells[row], cells[other]);
          case BYTES, STRING ->
              ValueOrder.compare(
                  rows.byteStrings(), (int) cells[row], rows.byteStrings(), (int) cells[other]);
          case HISTOGRAM ->
              ValueOrder.compare(
                  rows.histograms(), (int) cells[row], rows.histograms(), (int) cells[other]);
        };
    return comparison == 0 ? Long.compare(starts[row], starts[other]) : comparison;
  }
}
