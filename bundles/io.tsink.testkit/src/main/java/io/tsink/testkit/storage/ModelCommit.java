package io.tsink.testkit.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Exemplar;
import io.tsink.api.Labels;
import io.tsink.api.MetricMetadata;
import io.tsink.api.TimeRange;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.Value;
import io.tsink.api.store.Changes;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.Durability;
import io.tsink.api.store.Outcomes;
import io.tsink.api.store.Reason;
import io.tsink.api.store.Refusal;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SeriesHandle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One commit: first every row is checked, then the accepted ones are stored. Confined; runs under
/// the lock of the store.
final class ModelCommit {
  private final ModelData data;
  private final StorageSettings settings;
  private final SampleBatch batch;
  private final long sequence;
  private final RowCheck check;
  private final Outcomes.Recorder rejected = new Outcomes.Recorder();
  private final Outcomes.Recorder rejectedExemplars = new Outcomes.Recorder();

  /// The accepted samples: of several for one time the last.
  private final Map<Labels, TreeMap<Long, Version>> accepted = new LinkedHashMap<>();

  private final Map<Labels, List<Exemplar>> exemplars = new LinkedHashMap<>();
  private long samples;
  private long histograms;
  private long acceptedExemplars;

  ModelCommit(ModelData data, StorageSettings settings, SampleBatch batch, long sequence) {
    this.data = data;
    this.settings = settings;
    this.batch = batch;
    this.sequence = sequence;
    this.check = new RowCheck(data, settings);
  }

  /// Checks the batch and, unless only the outcomes are wanted, stores it.
  CommitResult run(CommitOptions options) {
    checkRows();
    checkExemplars();
    if (!options.dryRun()) {
      apply();
    }
    Durability asked = options.durability();
    return CommitResult.builder()
        .durability(asked == null ? Durability.VOLATILE : asked)
        .sequence(sequence)
        .samples(samples)
        .histograms(histograms)
        .exemplars(acceptedExemplars)
        .metadata(batch.metadata().size())
        .outcomes(rejected.outcomes())
        .exemplarOutcomes(rejectedExemplars.outcomes())
        .build();
  }

  private void checkRows() {
    for (int row = 0; row < batch.rows(); row++) {
      SeriesHandle handle = batch.handle(batch.slotOf(row));
      long time = convert(batch.time(row));
      Refusal refusal = check.row(handle, batch, row, time);
      if (refusal != null) {
        rejected.reject(batch.origin(row), refusal.reason(), refusal.detail());
        continue;
      }
      Value value = value(row);
      long start = settings.precision().convert(batch.start(row), batch.precision());
      accepted
          .computeIfAbsent(handle.labels(), _ -> new TreeMap<>())
          .put(time, new Version(time, value, start, sequence));
      if (value instanceof Value.Histogram) {
        histograms++;
      } else {
        samples++;
      }
    }
  }

  private Value value(int row) {
    long cell = batch.cell(row);
    return switch (batch.kind(row)) {
      case F64 -> new Value.F64(Double.longBitsToDouble(cell));
      case I64 -> new Value.I64(cell);
      case U64 -> new Value.U64(cell);
      case BOOL -> new Value.Bool(cell != 0);
      case BYTES -> new Value.Bytes(batch.bytes().copyOf((int) cell));
      case STRING -> new Value.Text(new String(batch.bytes().copyOf((int) cell), UTF_8));
      case HISTOGRAM -> new Value.Histogram(batch.histograms().toNativeHistogram((int) cell));
    };
  }

  private void checkExemplars() {
    for (int row = 0; row < batch.exemplars().size(); row++) {
      SampleBatch.ExemplarRow given = batch.exemplars().get(row);
      SeriesHandle handle = batch.handle(given.slot());
      @Nullable Refusal refusal = handle.refusal();
      long time =
          given.exemplar().hasTimestamp()
              ? convert(given.exemplar().timestamp())
              : settings.precision().of(settings.clock().instant());
      if (refusal == null && !RowCheck.isTime(time)) {
        refusal = new Refusal(Reason.TIMESTAMP_OUT_OF_RANGE, "exemplar at %d".formatted(time));
      }
      if (refusal != null) {
        rejectedExemplars.reject(row, refusal.reason(), refusal.detail());
        continue;
      }
      acceptedExemplars++;
      exemplars
          .computeIfAbsent(handle.labels(), _ -> new ArrayList<>())
          .add(new Exemplar(given.exemplar().labels(), given.exemplar().value(), time));
    }
  }

  private long convert(long time) {
    return settings.precision().convert(time, batch.precision());
  }

  private void apply() {
    long lastBefore = data.lastSequence();
    data.observe(sequence);
    batch.replacements().forEach(replacement -> replace(replacement, lastBefore));
    accepted.forEach(
        (labels, byTime) -> {
          tellLate(labels, byTime, lastBefore);
          byTime.values().forEach(version -> data.add(labels, version));
        });
    exemplars.forEach(
        (labels, list) -> list.forEach(exemplar -> data.add(labels, exemplar, sequence)));
    for (MetricMetadata entry : batch.metadata()) {
      data.add(entry);
    }
  }

  /// Hides what lies in the range and was written before; the rows of the batch come after.
  private void replace(SampleBatch.Replacement replacement, long lastBefore) {
    SeriesHandle handle = batch.handle(replacement.slot());
    TimeRange range = convert(replacement.range());
    if (handle.refusal() != null || range.isEmpty()) {
      return;
    }
    Labels labels = handle.labels();
    data.add(new Tombstone(labels::equals, range, sequence - 1, sequence, false));
    data.tell(new Changes.Deleted(data.eventSequence(sequence, lastBefore), labels, range));
  }

  /// The range that holds every time of the given one once it is rounded down.
  private TimeRange convert(TimeRange range) {
    TimestampPrecision precision = settings.precision();
    long start = precision.convert(range.start(), batch.precision());
    if (range.isEmpty() || range.end() == Long.MAX_VALUE) {
      return new TimeRange(start, range.isEmpty() ? start : Long.MAX_VALUE);
    }
    return TimeRange.inclusive(start, precision.convert(range.end() - 1, batch.precision()));
  }

  private void tellLate(Labels labels, NavigableMap<Long, Version> byTime, long lastBefore) {
    ModelSeries series = data.find(labels);
    if (series == null || byTime.firstKey() > series.newest()) {
      return;
    }
    long lastLate = byTime.floorKey(series.newest());
    data.tell(
        new Changes.LateRows(
            data.eventSequence(sequence, lastBefore),
            labels,
            TimeRange.inclusive(byTime.firstKey(), lastLate)));
  }
}
