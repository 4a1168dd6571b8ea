package io.tsink.engine.ingest;

import io.tsink.api.BytesColumn;
import io.tsink.api.HistogramRules;
import io.tsink.api.Labels;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.Utf8;
import io.tsink.api.ValueKind;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.Outcomes;
import io.tsink.api.store.Reason;
import io.tsink.api.store.Refusal;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SeriesHandle;
import io.tsink.api.store.StorageException;
import io.tsink.engine.series.Series;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Decides row by row what a commit accepts, and makes entries for new series. Confined and
/// reusable; nothing is allocated for rows of known series.
///
/// What the column methods return belongs to this object or to the batch and is good until the next
/// call of [#admit].
final class RowAdmission {
  private static final byte FLOAT = (byte) ValueKind.F64.ordinal();

  private final SeriesEntry entries;
  private final TimeLimits limits;
  private final Outcomes.Recorder rejected = new Outcomes.Recorder();

  private @Nullable Series[] handles = new Series[0];
  private int[] chosen = new int[0];

  /// The numbers from 0.
  private int[] every = new int[0];

  private int[] accepted = chosen;
  private int count;
  private long histograms;
  private long[] convertedTimes = new long[0];
  private long[] convertedStarts = new long[0];
  private long[] times = convertedTimes;
  private long @Nullable [] starts;

  RowAdmission(SeriesEntry entries, TimeLimits limits) {
    this.entries = entries;
    this.limits = limits;
  }

  /// Decides on every row of a batch.
  ///
  /// @param now the time of the clock, in the precision of the store
  /// @throws StorageException of kind `INVALID_ARGUMENT` when a handle is of another store
  void admit(SampleBatch batch, long now, boolean dryRun) {
    rejected.clear();
    count = 0;
    histograms = 0;
    resolve(batch);
    convert(batch);
    entries.begin(dryRun);
    long oldest = limits.oldest(now);
    long farthest = limits.farthest(now);
    if (isPlain(batch, oldest, farthest)) {
      acceptAll(batch.rows());
    } else {
      decide(batch, oldest, farthest);
    }
  }

  /// Whether every row is a float of a known series at a time within limits: nearly all batches
  /// are, and looking at columns is much cheaper than at rows.
  private boolean isPlain(SampleBatch batch, long oldest, long farthest) {
    int rows = batch.rows();
    for (int slot = 0; slot < batch.slots(); slot++) {
      Series series = handles[slot];
      if (series == null || !entries.takesFloats(series)) {
        return false;
      }
    }
    int others = 0;
    byte[] kinds = batch.kindColumn();
    for (int row = 0; row < rows; row++) {
      others |= kinds[row] ^ FLOAT;
    }
    return others == 0
        && areWithin(
            times, rows, Math.max(oldest, TimeLimits.FIRST), Math.min(farthest, TimeLimits.LAST))
        && (batch.precision() == limits.precision()
            || areWithin(batch.timeColumn(), rows, TimeLimits.FIRST, TimeLimits.LAST));
  }

  private static boolean areWithin(long[] times, int rows, long first, long last) {
    long lowest = Long.MAX_VALUE;
    long highest = Long.MIN_VALUE;
    for (int row = 0; row < rows; row++) {
      lowest = Math.min(lowest, times[row]);
      highest = Math.max(highest, times[row]);
    }
    return rows == 0 || (lowest >= first && highest <= last);
  }

  private void acceptAll(int rows) {
    if (every.length < rows) {
      every = new int[Math.max(rows, 2 * every.length)];
      Arrays.setAll(every, row -> row);
    }
    accepted = every;
    count = rows;
  }

  private void decide(SampleBatch batch, long oldest, long farthest) {
    if (chosen.length < batch.rows()) {
      chosen = new int[Math.max(batch.rows(), 2 * chosen.length)];
    }
    accepted = chosen;
    int[] slots = batch.slotColumn();
    byte[] kinds = batch.kindColumn();
    for (int row = 0; row < batch.rows(); row++) {
      long time = times[row];
      ValueKind kind = ValueKind.of(kinds[row]);
      Series series = handles[slots[row]];
      if (series == null
          || time < oldest
          || time > farthest
          || !TimeLimits.valid(time)
          || !TimeLimits.valid(batch.time(row))
          || (kind == ValueKind.STRING && !isText(batch, row))
          || (kind == ValueKind.HISTOGRAM && histogramFault(batch, row) != null)) {
        reject(batch, row, oldest, farthest);
        continue;
      }
      Reason reason = Reason.CARDINALITY_LIMIT;
      Series entry = entries.enter(series, kind);
      if (entry != null) {
        handles[slots[row]] = entry;
        reason = Reason.WRONG_VALUE_KIND;
        if (entries.takes(entry, kind)) {
          accepted[count++] = row;
          histograms += kind == ValueKind.HISTOGRAM ? 1 : 0;
          continue;
        }
      }
      rejected.reject(batch.origin(row), reason, detail(series, kind, reason));
    }
  }

  private void resolve(SampleBatch batch) {
    int slots = batch.slots();
    if (handles.length < slots) {
      handles = new Series[Math.max(slots, 2 * handles.length)];
    }
    for (int slot = 0; slot < slots; slot++) {
      SeriesHandle handle = batch.handle(slot);
      if (handle instanceof Series series && entries.owns(series.registry())) {
        handles[slot] = series;
      } else if (handle instanceof RefusedSeries refused && entries.owns(refused.registry())) {
        handles[slot] = null;
      } else {
        throw new StorageException(
            ErrorKind.INVALID_ARGUMENT,
            "the handle of %s is not one of this store".formatted(handle.labels()));
      }
    }
  }

  private void convert(SampleBatch batch) {
    TimestampPrecision from = batch.precision();
    TimestampPrecision to = limits.precision();
    if (from == to) {
      times = batch.timeColumn();
    } else {
      convertedTimes = grown(convertedTimes, batch.rows());
      for (int row = 0; row < batch.rows(); row++) {
        convertedTimes[row] = to.convert(batch.time(row), from);
      }
      times = convertedTimes;
    }
    starts = null;
    if (batch.hasStarts()) {
      convertedStarts = grown(convertedStarts, batch.rows());
      for (int row = 0; row < batch.rows(); row++) {
        convertedStarts[row] = to.convert(batch.start(row), from);
      }
      starts = convertedStarts;
    }
  }

  private static long[] grown(long[] array, int size) {
    return array.length < size ? new long[Math.max(size, 2 * array.length)] : array;
  }

  private static boolean isText(SampleBatch batch, int row) {
    BytesColumn bytes = batch.bytes();
    int cell = (int) batch.cell(row);
    return Utf8.valid(bytes.arena(), bytes.start(cell), bytes.length(cell));
  }

  private static @Nullable String histogramFault(SampleBatch batch, int row) {
    return HistogramRules.fault(batch.histograms(), (int) batch.cell(row));
  }

  private void reject(SampleBatch batch, int row, long oldest, long farthest) {
    Refusal refusal = batch.handle(batch.slotOf(row)).refusal();
    if (refusal != null) {
      rejected.reject(batch.origin(row), refusal.reason(), refusal.detail());
      return;
    }
    long time = times[row];
    Reason reason;
    String found;
    if (!TimeLimits.valid(time) || !TimeLimits.valid(batch.time(row))) {
      reason = Reason.TIMESTAMP_OUT_OF_RANGE;
      found = "time %d %s does not fit into the store";
    } else if (time < oldest) {
      reason = Reason.TOO_OLD;
      found = "time %d %s is before " + oldest + ", the end of retention";
    } else if (time > farthest) {
      reason = Reason.TOO_FAR_IN_FUTURE;
      found = "time %d %s is after " + farthest + ", the latest that is accepted";
    } else if (batch.kind(row) == ValueKind.HISTOGRAM) {
      reason = Reason.INVALID_HISTOGRAM;
      found = "time %d %s: " + String.valueOf(histogramFault(batch, row)).replace("%", "%%");
    } else {
      reason = Reason.UNSUPPORTED_VALUE;
      found = "time %d %s has text that is not valid UTF-8";
    }
    String detail = "";
    if (rejected.wantsDetail()) {
      Labels labels = batch.handle(batch.slotOf(row)).labels();
      detail = labels + ": " + found.formatted(batch.time(row), batch.precision().symbol());
    }
    rejected.reject(batch.origin(row), reason, detail);
  }

  private String detail(Series series, ValueKind kind, Reason reason) {
    if (!rejected.wantsDetail()) {
      return "";
    }
    return reason == Reason.WRONG_VALUE_KIND
        ? "%s: a value of kind %s, expected one of %s"
            .formatted(series.labels(), kind, entries.family(series))
        : "%s: a new series beyond the limit of %d".formatted(series.labels(), entries.limit());
  }

  /// Number of accepted rows.
  int count() {
    return count;
  }

  /// The accepted rows, entries `[0, count)`, in the order of the batch.
  int[] accepted() {
    return accepted;
  }

  /// Number of accepted rows that are histograms.
  long histograms() {
    return histograms;
  }

  /// The handle of each slot, null for a refused one; the entry where rows were accepted.
  @Nullable Series[] seriesBySlot() {
    return handles;
  }

  /// The times by row, in the precision of the store.
  long[] times() {
    return times;
  }

  /// The start timestamps by row, null when there are none.
  long @Nullable [] starts() {
    return starts;
  }

  Outcomes.Recorder rejected() {
    return rejected;
  }

  /// Lets go of series, so that an idle appender keeps none alive.
  void release(int slots) {
    Arrays.fill(handles, 0, Math.min(slots, handles.length), null);
  }
}
