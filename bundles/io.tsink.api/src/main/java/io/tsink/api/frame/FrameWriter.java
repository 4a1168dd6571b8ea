package io.tsink.api.frame;

import io.tsink.api.BytesColumn;
import io.tsink.api.Exemplar;
import io.tsink.api.MetricMetadata;
import io.tsink.api.ValueKind;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.StorageException;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Writes batches as frames or bodies. Confined and reusable: after warm-up nothing is allocated
/// for samples, only for labels that go into a dictionary.
///
/// Only slots that something refers to are written, numbered in the order of their first use.
public final class FrameWriter {
  private static final ValueKind[] KINDS = ValueKind.values();

  private final CRC32C crc = new CRC32C();
  private final HistogramCells histograms = new HistogramCells();

  /// The number in the frame of each slot of the batch, −1 before its first use.
  private int[] numbers = new int[0];

  /// The slots of the batch that are used, by their number in the frame.
  private int[] used = new int[0];

  private int usedCount;

  /// Appends a frame with a dictionary of labels.
  ///
  /// @param sequence as in [CommitOptions#sequence]
  /// @throws StorageException `TOO_LARGE` when the body is larger than a frame may be
  public void writeFrame(
      FrameContent content, long sequence, @Nullable IdempotencyKey key, FrameBuffer out) {
    int header = out.skip(FrameFormat.HEADER_BYTES);
    int body = out.size();
    write(content, null, out);
    int length = out.size() - body;
    if (length > FrameFormat.MAX_BODY_BYTES) {
      out.truncate(header);
      throw new StorageException(
          ErrorKind.TOO_LARGE,
          "a batch of %d bytes, expected at most %d".formatted(length, FrameFormat.MAX_BODY_BYTES));
    }
    out.setInt(header, FrameFormat.MAGIC);
    out.setInt(header + 4, FrameFormat.VERSION | (key == null ? 0 : FrameFormat.HAS_KEY) << 16);
    out.setInt(header + 8, length);
    out.setInt(header + 12, checksum(out, body, length));
    out.setLong(header + 16, sequence);
    out.setLong(header + 24, key == null ? 0 : key.origin());
    out.setLong(header + 32, key == null ? 0 : key.number());
    out.setInt(header + 40, 0);
    out.setInt(header + 44, checksum(out, header, FrameFormat.HEADER_BYTES - 4));
  }

  private int checksum(FrameBuffer out, int offset, int length) {
    crc.reset();
    crc.update(out.bytes(), offset, length);
    return (int) crc.getValue();
  }

  /// Appends a body whose slots are series ids of the log.
  ///
  /// @param ids by slot of the batch; those of slots without rows, replacements and exemplars do
  ///     not matter
  public void writeBody(FrameContent content, int[] ids, FrameBuffer out) {
    write(content, ids, out);
  }

  private void write(FrameContent content, int @Nullable [] ids, FrameBuffer out) {
    SampleBatch batch = content.batch();
    collectSlots(content, batch);
    out.putByte(content.precision().ordinal());
    out.putByte(sections(content, ids));
    out.putVar(usedCount);
    if (ids == null) {
      for (int i = 0; i < usedCount; i++) {
        out.putLabels(batch.handle(used[i]).labels());
      }
    } else {
      writeIds(ids, out);
    }
    writeRows(content, batch, out);
    if (!content.replacements().isEmpty()) {
      writeReplacements(content, out);
    }
    if (!content.exemplars().isEmpty()) {
      writeExemplars(content, out);
    }
    if (!content.metadata().isEmpty()) {
      writeMetadata(content, out);
    }
  }

  private void writeIds(int[] ids, FrameBuffer out) {
    int previous = 0;
    int i = 0;
    while (i < usedCount) {
      int step = ids[used[i]] - previous;
      previous += step;
      int run = 1;
      while (i + run < usedCount && ids[used[i + run]] - previous == step) {
        previous += step;
        run++;
      }
      out.putSigned(step);
      out.putVar(run);
      i += run;
    }
  }

  private static int sections(FrameContent content, int @Nullable [] ids) {
    return (ids == null ? FrameFormat.LABEL_SLOTS : 0)
        | (content.hasStarts() ? FrameFormat.STARTS : 0)
        | (content.replacements().isEmpty() ? 0 : FrameFormat.REPLACEMENTS)
        | (content.exemplars().isEmpty() ? 0 : FrameFormat.EXEMPLARS)
        | (content.metadata().isEmpty() ? 0 : FrameFormat.METADATA);
  }

  private void collectSlots(FrameContent content, SampleBatch batch) {
    int slots = batch.slots();
    if (numbers.length < slots) {
      numbers = new int[slots + (slots >> 1)];
      used = new int[numbers.length];
    }
    Arrays.fill(numbers, 0, slots, -1);
    usedCount = 0;
    int[] slotColumn = batch.slotColumn();
    int[] rows = content.rows();
    for (int i = 0; i < content.rowCount(); i++) {
      use(slotColumn[rows == null ? i : rows[i]]);
    }
    for (SampleBatch.Replacement replacement : content.replacements()) {
      use(replacement.slot());
    }
    for (SampleBatch.ExemplarRow row : content.exemplars()) {
      use(row.slot());
    }
  }

  private void use(int slot) {
    if (numbers[slot] < 0) {
      numbers[slot] = usedCount;
      used[usedCount++] = slot;
    }
  }

  private void writeRows(FrameContent content, SampleBatch batch, FrameBuffer out) {
    int count = content.rowCount();
    int[] rows = content.rows();
    out.putVar(count);
    writeSlotRuns(batch.slotColumn(), rows, count, out);
    writeKindRuns(batch.kindColumn(), rows, count, out);
    writeTimeRuns(content.times(), rows, count, out);
    if (content.hasStarts()) {
      writeTimeRuns(starts(content), rows, count, out);
    }
    writeCells(batch, rows, count, out);
  }

  private void writeSlotRuns(int[] slots, int @Nullable [] rows, int count, FrameBuffer out) {
    int previous = -1;
    int i = 0;
    while (i < count) {
      int slot = numbers[slots[rows == null ? i : rows[i]]];
      int step = slot - previous;
      int run = 1;
      previous = slot;
      while (i + run < count) {
        int next = numbers[slots[rows == null ? i + run : rows[i + run]]];
        if (next - previous != step) {
          break;
        }
        previous = next;
        run++;
      }
      out.putSigned(step);
      out.putVar(run);
      i += run;
    }
  }

  private static void writeKindRuns(
      byte[] kinds, int @Nullable [] rows, int count, FrameBuffer out) {
    int i = 0;
    while (i < count) {
      int run = kindRun(kinds, rows, i, count);
      out.putByte(kinds[rows == null ? i : rows[i]]);
      out.putVar(run);
      i += run;
    }
  }

  private static int kindRun(byte[] kinds, int @Nullable [] rows, int first, int count) {
    byte kind = kinds[rows == null ? first : rows[first]];
    int next = first + 1;
    while (next < count && kinds[rows == null ? next : rows[next]] == kind) {
      next++;
    }
    return next - first;
  }

  /// The start timestamps by row of the batch.
  private static long[] starts(FrameContent content) {
    long[] starts = new long[content.batch().rows()];
    for (int row = 0; row < starts.length; row++) {
      starts[row] = content.start(row);
    }
    return starts;
  }

  private static void writeTimeRuns(
      long[] times, int @Nullable [] rows, int count, FrameBuffer out) {
    long previous = 0;
    int i = 0;
    while (i < count) {
      long step = times[rows == null ? i : rows[i]] - previous;
      previous += step;
      int run = 1;
      while (i + run < count && times[rows == null ? i + run : rows[i + run]] - previous == step) {
        previous += step;
        run++;
      }
      out.putSigned(step);
      out.putVar(run);
      i += run;
    }
  }

  private void writeCells(SampleBatch batch, int @Nullable [] rows, int count, FrameBuffer out) {
    byte[] kinds = batch.kindColumn();
    long[] cells = batch.cellColumn();
    BytesColumn bytes = batch.bytes();
    histograms.startWriting(batch.histograms());
    int i = 0;
    while (i < count) {
      int end = i + kindRun(kinds, rows, i, count);
      ValueKind kind = KINDS[kinds[rows == null ? i : rows[i]]];
      if (kind == ValueKind.F64) {
        FloatCells.write(cells, rows, i, end, out);
        i = end;
        continue;
      }
      for (; i < end; i++) {
        long cell = cells[rows == null ? i : rows[i]];
        switch (kind) {
          case F64 -> throw new IllegalStateException("written as a run");
          case I64 -> out.putSigned(cell);
          case U64 -> out.putVar(cell);
          case BOOL -> out.putByte((int) cell);
          case BYTES, STRING -> {
            int row = (int) cell;
            out.putBlock(bytes.arena(), bytes.start(row), bytes.length(row));
          }
          case HISTOGRAM -> histograms.write(batch.histograms(), (int) cell, out);
        }
      }
    }
  }

  private void writeReplacements(FrameContent content, FrameBuffer out) {
    out.putVar(content.replacements().size());
    for (SampleBatch.Replacement replacement : content.replacements()) {
      out.putVar(numbers[replacement.slot()]);
      out.putLong(replacement.range().start());
      out.putLong(replacement.range().end());
    }
  }

  private void writeExemplars(FrameContent content, FrameBuffer out) {
    out.putVar(content.exemplars().size());
    for (SampleBatch.ExemplarRow row : content.exemplars()) {
      Exemplar exemplar = row.exemplar();
      out.putVar(numbers[row.slot()]);
      out.putLabels(exemplar.labels());
      out.putDouble(exemplar.value());
      out.putLong(exemplar.timestamp());
    }
  }

  private static void writeMetadata(FrameContent content, FrameBuffer out) {
    out.putVar(content.metadata().size());
    for (MetricMetadata entry : content.metadata()) {
      out.putLabels(entry.scope());
      out.putText(entry.family());
      out.putByte(entry.type().ordinal());
      out.putText(entry.help());
      out.putText(entry.unit());
    }
  }
}
