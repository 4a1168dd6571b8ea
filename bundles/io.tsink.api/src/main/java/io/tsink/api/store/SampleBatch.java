package io.tsink.api.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tsink.api.BytesColumn;
import io.tsink.api.Exemplar;
import io.tsink.api.HistogramColumn;
import io.tsink.api.MetricMetadata;
import io.tsink.api.NativeHistogram;
import io.tsink.api.TimeRange;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.Value;
import io.tsink.api.ValueKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows to be committed together, in columns. Confined and reusable: after warm-up adding a row
/// allocates nothing.
///
/// A row is a *slot* (an index into the handles of this batch), a time in the batch's own
/// precision, a [ValueKind] and a *cell* of 64 bits: the raw bits of a double, an integer, 0 or 1,
/// or an index into [#bytes] or [#histograms]. A row may have a start timestamp (0 means unknown)
/// and an *origin*, the place in the input that outcomes name instead of the row's number. Rows may
/// come in any order; of two rows for the same series and time the later wins.
///
/// Range replacements, exemplars and metadata travel beside the rows. Replacements take effect
/// before the rows, in the same commit.
///
/// Everything is copied when it is added. The arrays that the column methods return belong to the
/// batch: they are borrowed until its next change and hold more entries than there are rows.
public final class SampleBatch {
  /// Origin of a row that has none.
  public static final int NO_ORIGIN = -1;

  private static final int FIRST_CAPACITY = 256;

  private TimestampPrecision precision;

  private SeriesHandle[] handles = new SeriesHandle[64];
  private int slots;

  private int rows;
  private int[] rowSlots = new int[FIRST_CAPACITY];
  private long[] times = new long[FIRST_CAPACITY];
  private long[] cells = new long[FIRST_CAPACITY];
  private byte[] kinds = new byte[FIRST_CAPACITY];
  private long @Nullable [] starts;
  private boolean hasStarts;
  private int @Nullable [] origins;
  private boolean hasOrigins;

  private final BytesColumn bytes = new BytesColumn();
  private final HistogramColumn histograms = new HistogramColumn();

  private final List<Replacement> replacements = new ArrayList<>();
  private final List<ExemplarRow> exemplars = new ArrayList<>();
  private final List<MetricMetadata> metadata = new ArrayList<>();

  public SampleBatch(TimestampPrecision precision) {
    this.precision = requireNonNull(precision, "precision");
  }

  /// What a series is replaced by the rows of the same batch in.
  public record Replacement(int slot, TimeRange range) {}

  /// An exemplar of a slot.
  public record ExemplarRow(int slot, Exemplar exemplar) {}

  /// Forgets all rows, slots and side columns, and keeps the memory.
  public void clear() {
    Arrays.fill(handles, 0, slots, null);
    slots = 0;
    rows = 0;
    hasStarts = false;
    hasOrigins = false;
    bytes.clear();
    histograms.clear();
    replacements.clear();
    exemplars.clear();
    metadata.clear();
  }

  /// Forgets everything, as [#clear], and takes times in another unit from now on.
  public void clear(TimestampPrecision changed) {
    clear();
    precision = changed;
  }

  /// The unit of all times in the batch.
  public TimestampPrecision precision() {
    return precision;
  }

  /// Adds a handle and returns its slot. The same handle may have several slots.
  public int slot(SeriesHandle handle) {
    if (slots == handles.length) {
      handles = Arrays.copyOf(handles, 2 * slots);
    }
    handles[slots] = handle;
    return slots++;
  }

  /// Number of slots.
  public int slots() {
    return slots;
  }

  public SeriesHandle handle(int slot) {
    return handles[slot];
  }

  /// Number of rows.
  public int rows() {
    return rows;
  }

  /// Whether there is nothing to commit: no rows and nothing beside them.
  public boolean isEmpty() {
    return rows == 0 && replacements.isEmpty() && exemplars.isEmpty() && metadata.isEmpty();
  }

  /// Adds a double; returns the row.
  public int add(int slot, long time, double value) {
    return row(slot, time, Double.doubleToRawLongBits(value), ValueKind.F64);
  }

  /// Adds doubles of one series.
  ///
  /// @param offset of the first time and value
  public void addAll(int slot, long[] time, double[] value, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      row(slot, time[i], Double.doubleToRawLongBits(value[i]), ValueKind.F64);
    }
  }

  /// Adds a signed integer; returns the row.
  public int addI64(int slot, long time, long value) {
    return row(slot, time, value, ValueKind.I64);
  }

  /// Adds an unsigned integer; returns the row.
  public int addU64(int slot, long time, long value) {
    return row(slot, time, value, ValueKind.U64);
  }

  /// Adds a truth value; returns the row.
  public int addBool(int slot, long time, boolean value) {
    return row(slot, time, value ? 1 : 0, ValueKind.BOOL);
  }

  /// Adds bytes; returns the row.
  public int addBytes(int slot, long time, byte[] value, int offset, int length) {
    bytes.append(value, offset, length);
    return row(slot, time, bytes.size() - 1, ValueKind.BYTES);
  }

  /// Adds text given as UTF-8, which is checked at commit; returns the row.
  public int addString(int slot, long time, byte[] utf8, int offset, int length) {
    bytes.append(utf8, offset, length);
    return row(slot, time, bytes.size() - 1, ValueKind.STRING);
  }

  /// Adds a histogram; returns the row.
  public int addHistogram(int slot, long time, NativeHistogram value) {
    histograms.append(value);
    return row(slot, time, histograms.size() - 1, ValueKind.HISTOGRAM);
  }

  /// Adds the histogram of a row of a column; returns the row.
  public int addHistogram(int slot, long time, HistogramColumn source, int sourceRow) {
    histograms.append(source, sourceRow);
    return row(slot, time, histograms.size() - 1, ValueKind.HISTOGRAM);
  }

  /// Adds a value of any kind; returns the row.
  public int add(int slot, long time, Value value) {
    return switch (value) {
      case Value.F64(double number) -> add(slot, time, number);
      case Value.I64(long number) -> addI64(slot, time, number);
      case Value.U64(long number) -> addU64(slot, time, number);
      case Value.Bool(boolean truth) -> addBool(slot, time, truth);
      case Value.Bytes content -> addBytes(slot, time, content.value(), 0, content.length());
      case Value.Text(String text) -> {
        byte[] utf8 = text.getBytes(UTF_8);
        yield addString(slot, time, utf8, 0, utf8.length);
      }
      case Value.Histogram(NativeHistogram histogram) -> addHistogram(slot, time, histogram);
    };
  }

  /// Adds a row of another batch to a slot of this one; returns the row. The batches have the same
  /// precision.
  public int addRow(int slot, SampleBatch source, int sourceRow) {
    ValueKind kind = source.kind(sourceRow);
    int cell = (int) source.cells[sourceRow];
    long time = source.times[sourceRow];
    int row =
        switch (kind) {
          case F64, I64, U64, BOOL -> row(slot, time, source.cells[sourceRow], kind);
          case BYTES, STRING -> {
            bytes.append(source.bytes, cell);
            yield row(slot, time, bytes.size() - 1, kind);
          }
          case HISTOGRAM -> addHistogram(slot, time, source.histograms, cell);
        };
    if (source.start(sourceRow) != 0) {
      start(row, source.start(sourceRow));
    }
    return row;
  }

  private int row(int slot, long time, long cell, ValueKind kind) {
    int row = rows;
    if (row == times.length) {
      grow();
    }
    rowSlots[row] = slot;
    times[row] = time;
    cells[row] = cell;
    kinds[row] = (byte) kind.ordinal();
    if (hasStarts) {
      requireNonNull(starts)[row] = 0;
    }
    if (hasOrigins) {
      requireNonNull(origins)[row] = NO_ORIGIN;
    }
    rows = row + 1;
    return row;
  }

  private void grow() {
    int capacity = 2 * times.length;
    rowSlots = Arrays.copyOf(rowSlots, capacity);
    times = Arrays.copyOf(times, capacity);
    cells = Arrays.copyOf(cells, capacity);
    kinds = Arrays.copyOf(kinds, capacity);
    if (starts != null) {
      starts = Arrays.copyOf(starts, capacity);
    }
    if (origins != null) {
      origins = Arrays.copyOf(origins, capacity);
    }
  }

  /// Sets the start timestamp of a row, in the unit of the batch.
  public void start(int row, long start) {
    if (starts == null) {
      starts = new long[times.length];
    }
    if (!hasStarts) {
      Arrays.fill(starts, 0, rows, 0);
      hasStarts = true;
    }
    starts[row] = start;
  }

  /// Sets the place of a row in the input, such as a line number.
  public void origin(int row, int origin) {
    if (origins == null) {
      origins = new int[times.length];
    }
    if (!hasOrigins) {
      Arrays.fill(origins, 0, rows, NO_ORIGIN);
      hasOrigins = true;
    }
    origins[row] = origin;
  }

  /// Has the samples of a series within a range, in the unit of the batch, replaced by the rows of
  /// this batch: rows there of a lower sequence are hidden, also those that come later, and also
  /// where the series was not known before.
  public void replace(int slot, TimeRange range) {
    replacements.add(new Replacement(slot, range));
  }

  /// Adds an exemplar; exemplars have row numbers of their own.
  public void addExemplar(int slot, Exemplar exemplar) {
    exemplars.add(new ExemplarRow(slot, exemplar));
  }

  /// Adds a metadata entry; entries have row numbers of their own.
  public void addMetadata(MetricMetadata entry) {
    metadata.add(entry);
  }

  /// The slot of a row.
  public int slotOf(int row) {
    return rowSlots[row];
  }

  /// The time of a row.
  public long time(int row) {
    return times[row];
  }

  /// The cell of a row.
  public long cell(int row) {
    return cells[row];
  }

  public ValueKind kind(int row) {
    return ValueKind.of(kinds[row]);
  }

  /// The start timestamp of a row, 0 when unknown.
  public long start(int row) {
    return hasStarts ? requireNonNull(starts)[row] : 0;
  }

  /// What outcomes call a row: its origin, or its number.
  public int origin(int row) {
    int origin = hasOrigins ? requireNonNull(origins)[row] : NO_ORIGIN;
    return origin == NO_ORIGIN ? row : origin;
  }

  /// Whether any row has a start timestamp.
  public boolean hasStarts() {
    return hasStarts;
  }

  /// The slots of the rows.
  public int[] slotColumn() {
    return rowSlots;
  }

  /// The times of the rows.
  public long[] timeColumn() {
    return times;
  }

  /// The cells of the rows.
  public long[] cellColumn() {
    return cells;
  }

  /// The ordinals of the kinds of the rows.
  public byte[] kindColumn() {
    return kinds;
  }

  /// The byte strings that cells of `BYTES` and `STRING` rows point to.
  public BytesColumn bytes() {
    return bytes;
  }

  /// The histograms that cells of `HISTOGRAM` rows point to.
  public HistogramColumn histograms() {
    return histograms;
  }

  public List<Replacement> replacements() {
    return replacements;
  }

  public List<ExemplarRow> exemplars() {
    return exemplars;
  }

  public List<MetricMetadata> metadata() {
    return metadata;
  }

  /// A new batch of some rows, which keep their original numbers as origins.
  public SampleBatch select(int[] selected) {
    var part = new SampleBatch(precision);
    int[] slotMap = new int[slots];
    Arrays.fill(slotMap, -1);
    for (int row : selected) {
      int slot = rowSlots[row];
      if (slotMap[slot] < 0) {
        slotMap[slot] = part.slot(handles[slot]);
      }
      part.origin(part.addRow(slotMap[slot], this, row), origin(row));
    }
    return part;
  }

  /// Heap that the batch holds on to, in bytes, handles and side objects not counted.
  public long heapBytes() {
    long perRow = Integer.BYTES + 2 * Long.BYTES + 1;
    if (starts != null) {
      perRow += Long.BYTES;
    }
    if (origins != null) {
      perRow += Integer.BYTES;
    }
    return perRow * times.length + 4L * handles.length + bytes.heapBytes() + histograms.heapBytes();
  }
}
