package io.tsink.api.frame;

import io.tsink.api.Exemplar;
import io.tsink.api.HistogramColumn;
import io.tsink.api.Labels;
import io.tsink.api.MetricMetadata;
import io.tsink.api.TimeRange;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.ValueKind;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SeriesHandle;
import io.tsink.api.store.StorageException;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads frames and bodies back into batches. Confined and reusable.
///
/// First a frame or body is opened, which reads its slots; then [#readInto] reads the rows for
/// handles that the caller has found for the slots. Text and histograms come as they were
/// written: whether they are valid is checked where any batch is checked.
public final class FrameReader {
  private static final TimestampPrecision[] PRECISIONS = TimestampPrecision.values();
  private static final MetricMetadata.Type[] TYPES = MetricMetadata.Type.values();
  private static final int KINDS = ValueKind.values().length;
  private static final byte FLOAT = (byte) ValueKind.F64.ordinal();

  /// The cell of a float may take half a byte, and every slot has a row or more than that.
  private static final long MAX_ROWS_A_BYTE = 2;

  private final FrameCursor in = new FrameCursor();
  private final CRC32C crc = new CRC32C();
  private final HistogramCells histogramCells = new HistogramCells();
  private final HistogramColumn histograms = new HistogramColumn();

  private long sequence;
  private @Nullable IdempotencyKey key;
  private TimestampPrecision precision = TimestampPrecision.MILLISECONDS;
  private int sections;

  private int slots;
  private int[] ids = new int[0];
  private Labels[] labels = new Labels[0];

  private int rows;
  private int[] rowSlots = new int[0];
  private byte[] kinds = new byte[0];
  private long[] times = new long[0];
  private long[] starts = new long[0];
  private long[] cells = new long[0];
  private int[] batchSlots = new int[0];
  private int skipped;

  /// Opens a frame that fills `bytes[from, to)`. The array is borrowed until the next call of an
  /// `open…` method.
  ///
  /// @throws StorageException `CORRUPTION` when a checksum is wrong, `MALFORMED` otherwise
  public void openFrame(byte[] bytes, int from, int to) {
    in.reset(bytes, from, to);
    if (to - from < FrameFormat.HEADER_BYTES) {
      throw in.malformed("%d bytes, expected a header of 48".formatted(to - from));
    }
    int magic = in.getInt();
    if (magic != FrameFormat.MAGIC) {
      throw in.malformed(
          "magic %08x, expected %08x (\"TSBF\")".formatted(magic, FrameFormat.MAGIC));
    }
    check(bytes, from, FrameFormat.HEADER_BYTES - 4, from + FrameFormat.HEADER_BYTES - 4, "header");
    int versionAndFlags = in.getInt();
    int version = versionAndFlags & 0xffff;
    int flags = versionAndFlags >>> 16;
    if (version != FrameFormat.VERSION) {
      throw in.malformed("version %d, expected %d".formatted(version, FrameFormat.VERSION));
    }
    int length = in.getInt();
    in.skip(Integer.BYTES);
    sequence = in.getLong();
    long origin = in.getLong();
    long number = in.getLong();
    if ((flags & ~FrameFormat.HAS_KEY) != 0 || in.getInt() != 0) {
      throw in.malformed("flags %04x that are not known".formatted(flags));
    }
    in.skip(Integer.BYTES);
    if (length != in.remaining()) {
      throw in.malformed(
          "a body of %s bytes, expected %d"
              .formatted(Integer.toUnsignedString(length), in.remaining()));
    }
    check(bytes, in.position(), length, from + 12, "body");
    key = flags == 0 ? null : new IdempotencyKey(origin, number);
    openBody();
  }

  private void check(byte[] bytes, int offset, int length, int at, String what) {
    crc.reset();
    crc.update(bytes, offset, length);
    int found = (int) crc.getValue();
    int expected =
        (bytes[at] & 0xff)
            | (bytes[at + 1] & 0xff) << 8
            | (bytes[at + 2] & 0xff) << 16
            | bytes[at + 3] << 24;
    if (found != expected) {
      throw new StorageException(
          ErrorKind.CORRUPTION,
          "frame %s: checksum %08x, the bytes have %08x".formatted(what, expected, found));
    }
  }

  /// Opens a body that fills `bytes[from, to)`. The array is borrowed until the next call of an
  /// `open…` method.
  ///
  /// @throws StorageException `MALFORMED`
  public void openBody(byte[] bytes, int from, int to) {
    in.reset(bytes, from, to);
    sequence = -1;
    key = null;
    openBody();
  }

  private void openBody() {
    int unit = in.getByte();
    if (unit >= PRECISIONS.length) {
      throw in.malformed("precision %d".formatted(unit));
    }
    precision = PRECISIONS[unit];
    sections = in.getByte();
    if ((sections & ~FrameFormat.ALL_SECTIONS) != 0) {
      throw in.malformed("sections %02x that are not known".formatted(sections));
    }
    slots = readCount("slots");
    if (hasLabels()) {
      if (labels.length < slots) {
        labels = new Labels[slots];
      } else {
        Arrays.fill(labels, null);
      }
      for (int i = 0; i < slots; i++) {
        labels[i] = in.getLabels();
      }
    } else {
      readIds();
    }
    readColumns();
  }

  private void readIds() {
    if (ids.length < slots) {
      ids = new int[slots];
    }
    int previous = 0;
    int i = 0;
    while (i < slots) {
      long step = in.getSigned();
      if (step != (int) step) {
        throw in.malformed("a series id of more than 32 bits");
      }
      for (int end = i + readRun(slots - i); i < end; i++) {
        previous += (int) step;
        ids[i] = previous;
      }
    }
  }

  private int readCount(String what) {
    long count = in.getVar();
    if (count < 0 || count > MAX_ROWS_A_BYTE * in.remaining()) {
      throw in.malformed(
          "%s %s in the %d bytes left"
              .formatted(Long.toUnsignedString(count), what, in.remaining()));
    }
    return (int) count;
  }

  private void readColumns() {
    rows = readCount("rows");
    if (rowSlots.length < rows) {
      rowSlots = new int[rows];
      kinds = new byte[rows];
      times = new long[rows];
      cells = new long[rows];
    }
    readSlotRuns();
    readKindRuns();
    readTimeRuns(times);
    if (hasStarts()) {
      if (starts.length < rows) {
        starts = new long[rows];
      }
      readTimeRuns(starts);
    }
  }

  private void readSlotRuns() {
    long slot = -1;
    int row = 0;
    while (row < rows) {
      long step = in.getSigned();
      int run = readRun(rows - row);
      for (int end = row + run; row < end; row++) {
        slot += step;
        if (slot < 0 || slot >= slots) {
          throw in.malformed("slot %d of %d".formatted(slot, slots));
        }
        rowSlots[row] = (int) slot;
      }
    }
  }

  private void readKindRuns() {
    int row = 0;
    while (row < rows) {
      int kind = in.getByte();
      if (kind >= KINDS) {
        throw in.malformed("kind %d".formatted(kind));
      }
      int run = readRun(rows - row);
      Arrays.fill(kinds, row, row + run, (byte) kind);
      row += run;
    }
  }

  private int readRun(int most) {
    long run = in.getVar();
    if (run < 1 || run > most) {
      throw in.malformed(
          "a run of %s, expected 1 to %d".formatted(Long.toUnsignedString(run), most));
    }
    return (int) run;
  }

  private void readTimeRuns(long[] target) {
    long value = 0;
    int row = 0;
    while (row < rows) {
      long step = in.getSigned();
      for (int end = row + readRun(rows - row); row < end; row++) {
        value += step;
        target[row] = value;
      }
    }
  }

  /// The sequence of the frame, −1 when none is stated or a body was opened.
  public long sequence() {
    return sequence;
  }

  /// The key of the frame, null when there is none or a body was opened.
  public @Nullable IdempotencyKey key() {
    return key;
  }

  /// The unit of all times.
  public TimestampPrecision precision() {
    return precision;
  }

  /// Number of slots.
  public int slots() {
    return slots;
  }

  /// Whether slots are labels; otherwise they are series ids.
  public boolean hasLabels() {
    return (sections & FrameFormat.LABEL_SLOTS) != 0;
  }

  /// The labels of a slot, if slots are labels.
  public Labels labels(int slot) {
    if (!hasLabels() || slot >= slots) {
      throw new IllegalStateException("slot %d has no labels".formatted(slot));
    }
    return labels[slot];
  }

  /// The series id of a slot, if slots are ids.
  public int seriesId(int slot) {
    if (hasLabels() || slot >= slots) {
      throw new IllegalStateException("slot %d has no series id".formatted(slot));
    }
    return ids[slot];
  }

  /// Number of rows, wanted or not.
  public int rows() {
    return rows;
  }

  private boolean hasStarts() {
    return (sections & FrameFormat.STARTS) != 0;
  }

  private boolean has(int section) {
    return (sections & section) != 0;
  }

  /// Fills a batch, once for each time something was opened. Its former content is dropped; after
  /// a failure it is undefined.
  ///
  /// @param handles the handle of each slot; null drops all that belongs to it
  /// @return how many rows were dropped
  /// @throws StorageException `MALFORMED`
  public int readInto(SampleBatch batch, IntFunction<? extends @Nullable SeriesHandle> handles) {
    batch.clear(precision);
    if (batchSlots.length < slots) {
      batchSlots = new int[slots];
    }
    for (int i = 0; i < slots; i++) {
      SeriesHandle handle = handles.apply(i);
      batchSlots[i] = handle == null ? -1 : batch.slot(handle);
    }
    skipped = 0;
    histogramCells.startReading();
    int row = 0;
    while (row < rows) {
      if (kinds[row] == FLOAT) {
        row = readFloats(batch, row);
      } else {
        readCell(batch, row++);
      }
    }
    if (has(FrameFormat.REPLACEMENTS)) {
      readReplacements(batch);
    }
    if (has(FrameFormat.EXEMPLARS)) {
      readExemplars(batch);
    }
    if (has(FrameFormat.METADATA)) {
      readMetadata(batch);
    }
    if (in.remaining() > 0) {
      throw in.malformed("%d bytes too many".formatted(in.remaining()));
    }
    return skipped;
  }

  /// Reads the floats from a row on and returns the row behind them.
  private int readFloats(SampleBatch batch, int first) {
    int end = first + 1;
    while (end < rows && kinds[end] == FLOAT) {
      end++;
    }
    FloatCells.read(in, cells, first, end - first);
    for (int row = first; row < end; row++) {
      int slot = batchSlots[rowSlots[row]];
      if (slot >= 0) {
        batch.add(slot, times[row], Double.longBitsToDouble(cells[row]));
      }
      added(batch, row, slot >= 0);
    }
    return end;
  }

  private void readCell(SampleBatch batch, int row) {
    int slot = batchSlots[rowSlots[row]];
    long time = times[row];
    boolean wanted = slot >= 0;
    switch (ValueKind.of(kinds[row])) {
      case F64 -> throw new IllegalStateException("floats are read as runs");
      case I64 -> {
        long value = in.getSigned();
        if (wanted) {
          batch.addI64(slot, time, value);
        }
      }
      case U64 -> {
        long value = in.getVar();
        if (wanted) {
          batch.addU64(slot, time, value);
        }
      }
      case BOOL -> {
        int value = in.getIndex(2, "truth value");
        if (wanted) {
          batch.addBool(slot, time, value != 0);
        }
      }
      case BYTES -> {
        int length = in.getBlockLength();
        int start = in.skip(length);
        if (wanted) {
          batch.addBytes(slot, time, in.bytes(), start, length);
        }
      }
      case STRING -> {
        int length = in.getBlockLength();
        int start = in.skip(length);
        if (wanted) {
          batch.addString(slot, time, in.bytes(), start, length);
        }
      }
      case HISTOGRAM -> {
        histograms.forgetLayouts();
        histogramCells.read(in, histograms);
        if (wanted) {
          batch.addHistogram(slot, time, histograms, 0);
        }
      }
    }
    added(batch, row, wanted);
  }

  private void added(SampleBatch batch, int row, boolean wanted) {
    if (!wanted) {
      skipped++;
    } else if (hasStarts() && starts[row] != 0) {
      batch.start(batch.rows() - 1, starts[row]);
    }
  }

  private void readReplacements(SampleBatch batch) {
    int count = in.getCount(1 + 2 * Long.BYTES);
    for (int i = 0; i < count; i++) {
      int slot = batchSlots[in.getIndex(slots, "slot")];
      long start = in.getLong();
      long end = in.getLong();
      if (end < start) {
        throw in.malformed("a range from %d to %d".formatted(start, end));
      }
      if (slot >= 0) {
        batch.replace(slot, new TimeRange(start, end));
      }
    }
  }

  private void readExemplars(SampleBatch batch) {
    int count = in.getCount(4 + 2 * Long.BYTES);
    for (int i = 0; i < count; i++) {
      int slot = batchSlots[in.getIndex(slots, "slot")];
      Exemplar exemplar = new Exemplar(in.getLabels(), in.getDouble(), in.getLong());
      if (slot >= 0) {
        batch.addExemplar(slot, exemplar);
      }
    }
  }

  private void readMetadata(SampleBatch batch) {
    int count = in.getCount(7);
    for (int i = 0; i < count; i++) {
      Labels scope = in.getLabels();
      String family = in.getText();
      int type = in.getByte();
      if (type >= TYPES.length) {
        throw in.malformed("metadata type %d".formatted(type));
      }
      batch.addMetadata(new MetricMetadata(scope, family, TYPES[type], in.getText(), in.getText()));
    }
  }
}
