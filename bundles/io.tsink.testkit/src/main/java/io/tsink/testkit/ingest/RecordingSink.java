package io.tsink.testkit.ingest;

import io.tsink.api.AliasKey;
import io.tsink.api.LabelFault;
import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Durability;
import io.tsink.api.store.Outcomes;
import io.tsink.api.store.Reason;
import io.tsink.api.store.Refusal;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SeriesHandle;
import io.tsink.api.store.StorageException;
import io.tsink.spi.ingest.IngestResult;
import io.tsink.spi.ingest.SampleSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A sink that stores nothing and remembers everything as text. Confined.
///
/// Like that of a server it refuses series without a metric name or with labels that are not valid,
/// and finds a known series without allocating.
public final class RecordingSink implements SampleSink {
  private static final int FIRST_CAPACITY = 1 << 12;

  private final SampleBatch batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
  private final List<String> rows = new ArrayList<>();
  private final List<String> exemplars = new ArrayList<>();
  private final List<String> metadata = new ArrayList<>();
  private final List<String> rejections = new ArrayList<>();
  private final Outcomes.Recorder rejectedRows = new Outcomes.Recorder();
  private final Outcomes.Recorder rejectedExemplars = new Outcomes.Recorder();

  private long[] keys = new long[2 * FIRST_CAPACITY];
  private @Nullable SeriesHandle[] handles = new SeriesHandle[FIRST_CAPACITY];
  private int known;
  private int definitions;
  private Labels scope = Labels.empty();
  private long scopeSeed;

  private long samples;
  private long histograms;
  private int flushes;
  private int maxRows = Integer.MAX_VALUE;
  private boolean recording = true;
  private @Nullable StorageException failure;

  /// A series of the sink.
  private record Series(Labels labels, @Nullable Refusal refusal) implements SeriesHandle {
    @Override
    public long identityHash() {
      return labels.identityHash();
    }

    @Override
    public @Nullable ValueKind kind() {
      return null;
    }

    @Override
    public boolean retired() {
      return false;
    }
  }

  /// Has the sink ask to be flushed when it holds that many rows.
  public RecordingSink maxRows(int value) {
    maxRows = value;
    return this;
  }

  /// Has the next flush fail.
  public RecordingSink failing(StorageException value) {
    failure = value;
    return this;
  }

  /// Has the sink forget rows as it flushes them, for measurements.
  public RecordingSink forgetful() {
    recording = false;
    return this;
  }

  /// Returns the samples and histograms flushed, in order, such as `up{job="a"} 1.0 @1000`.
  public List<String> rows() {
    return List.copyOf(rows);
  }

  /// Returns the exemplars flushed, such as `up{job="a"} # {trace="x"} 1.0 @1000`.
  public List<String> exemplars() {
    return List.copyOf(exemplars);
  }

  /// Returns the metadata entries flushed, such as `# up gauge "help" unit ""`.
  public List<String> metadata() {
    return List.copyOf(metadata);
  }

  /// Returns the rejections, such as `3 MALFORMED`: position and reason.
  public List<String> rejections() {
    return List.copyOf(rejections);
  }

  /// Returns all that was flushed and rejected, for comparisons of two runs.
  public List<String> everything() {
    var all = new ArrayList<>(rows);
    all.addAll(exemplars);
    all.addAll(metadata);
    all.addAll(rejections);
    return all;
  }

  /// Returns how many series were defined.
  public int definitions() {
    return definitions;
  }

  /// Returns how many flushes there were that had something to store.
  public int flushes() {
    return flushes;
  }

  @Override
  public SampleBatch batch() {
    return batch;
  }

  @Override
  public long scopeSeed() {
    return scopeSeed;
  }

  @Override
  public void scope(Labels labels) {
    scope = labels;
    scopeSeed = labels.isEmpty() ? 0 : labels.identityHash();
  }

  @Override
  public int find(AliasKey key) {
    int place = place(key.high(), key.low());
    SeriesHandle handle = handles[place];
    return handle == null ? -1 : batch.slot(handle);
  }

  @Override
  public int define(AliasKey key, LabelsBuilder labels) {
    scope.forEach(labels::set);
    definitions++;
    Series series = series(labels);
    put(key.high(), key.low(), series);
    return batch.slot(series);
  }

  private static Series series(LabelsBuilder labels) {
    LabelFault fault = labels.fault();
    if (fault != null) {
      return new Series(Labels.empty(), new Refusal(Reason.INVALID_LABELS, fault.text()));
    }
    Labels built = labels.build();
    return built.metric() == null
        ? new Series(built, new Refusal(Reason.NO_METRIC_NAME, built + " has no metric name"))
        : new Series(built, null);
  }

  private int place(long high, long low) {
    int mask = handles.length - 1;
    int place = (int) low & mask;
    while (handles[place] != null && (keys[2 * place] != high || keys[2 * place + 1] != low)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void put(long high, long low, SeriesHandle handle) {
    if (2 * (known + 1) > handles.length) {
      grow();
    }
    int place = place(high, low);
    known += handles[place] == null ? 1 : 0;
    keys[2 * place] = high;
    keys[2 * place + 1] = low;
    handles[place] = handle;
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable SeriesHandle[] oldHandles = handles;
    keys = new long[2 * oldKeys.length];
    handles = new SeriesHandle[2 * oldHandles.length];
    for (int i = 0; i < oldHandles.length; i++) {
      if (oldHandles[i] != null) {
        int place = place(oldKeys[2 * i], oldKeys[2 * i + 1]);
        keys[2 * place] = oldKeys[2 * i];
        keys[2 * place + 1] = oldKeys[2 * i + 1];
        handles[place] = oldHandles[i];
      }
    }
  }

  @Override
  public boolean full() {
    return batch.rows() >= maxRows;
  }

  @Override
  public IngestResult flush() {
    TimestampPrecision precision = batch.precision();
    try {
      StorageException failing = failure;
      if (failing != null) {
        failure = null;
        throw failing;
      }
      flushes += batch.isEmpty() ? 0 : 1;
      flushRows();
      flushRest();
    } finally {
      batch.clear(precision);
    }
    return result();
  }

  private void flushRows() {
    for (int row = 0; row < batch.rows(); row++) {
      Refusal refusal = batch.handle(batch.slotOf(row)).refusal();
      if (refusal != null) {
        rejectedRows.reject(batch.origin(row), refusal.reason(), refusal.detail());
        rejections.add(batch.origin(row) + " " + refusal.reason());
        continue;
      }
      boolean isHistogram = batch.kind(row) == ValueKind.HISTOGRAM;
      histograms += isHistogram ? 1 : 0;
      samples += isHistogram ? 0 : 1;
      if (recording) {
        rows.add(RowText.of(batch, row));
      }
    }
  }

  private void flushRest() {
    for (int i = 0; i < batch.exemplars().size(); i++) {
      SampleBatch.ExemplarRow row = batch.exemplars().get(i);
      SeriesHandle handle = batch.handle(row.slot());
      Refusal refusal = handle.refusal();
      if (refusal == null) {
        exemplars.add(RowText.of(handle.labels(), row.exemplar()));
      } else {
        rejectedExemplars.reject(i, refusal.reason(), refusal.detail());
        rejections.add("exemplar " + i + " " + refusal.reason());
      }
    }
    batch.metadata().forEach(entry -> metadata.add(RowText.of(entry)));
  }

  @Override
  public IngestResult result() {
    return IngestResult.builder()
        .samples(samples)
        .histograms(histograms)
        .exemplars(exemplars.size())
        .metadata(metadata.size())
        .rows(rejectedRows.outcomes())
        .exemplarRows(rejectedExemplars.outcomes())
        .durability(Durability.VOLATILE)
        .build();
  }

  @Override
  public void reject(
      int position, Reason reason, String detail, byte[] input, int offset, int length) {
    java.util.Objects.checkFromIndexSize(offset, length, input.length);
    rejectedRows.reject(position, reason, detail);
    rejections.add(position + " " + reason);
  }
}
