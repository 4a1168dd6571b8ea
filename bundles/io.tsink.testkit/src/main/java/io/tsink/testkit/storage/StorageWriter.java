package io.tsink.testkit.storage;

import io.tsink.api.Labels;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Writes samples to a store as one batch.
public final class StorageWriter {
  private StorageWriter() {}

  /// Commits samples, whose times are in the precision of the store.
  public static CommitResult write(Storage storage, CommitOptions options, List<Sample> samples) {
    return commit(storage, options, _ -> {}, samples);
  }

  /// Commits samples and what else a batch is given.
  public static CommitResult commit(
      Storage storage, CommitOptions options, Consumer<BatchSlots> beside, List<Sample> samples) {
    try (Appender appender = storage.appender(AppendContext.local())) {
      var slots = new BatchSlots(appender, storage.options().precision());
      beside.accept(slots);
      samples.forEach(slots::add);
      return appender.commit(slots.batch(), options);
    }
  }

  /// A batch with one slot for each series.
  public static final class BatchSlots {
    private final Appender appender;
    private final SampleBatch batch;
    private final Map<Labels, Integer> slots = new HashMap<>();

    BatchSlots(Appender appender, TimestampPrecision precision) {
      this.appender = appender;
      this.batch = new SampleBatch(precision);
    }

    public SampleBatch batch() {
      return batch;
    }

    /// The slot of a series.
    public int slot(Labels labels) {
      return slots.computeIfAbsent(labels, one -> batch.slot(appender.series(one)));
    }

    /// Adds a sample.
    public void add(Sample sample) {
      int row = batch.add(slot(sample.labels()), sample.time(), sample.value());
      if (sample.start() != 0) {
        batch.start(row, sample.start());
      }
    }
  }
}
