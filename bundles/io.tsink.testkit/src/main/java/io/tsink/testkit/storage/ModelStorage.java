package io.tsink.testkit.storage;

import static java.util.Objects.requireNonNull;

import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.Changes;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.DeleteOptions;
import io.tsink.api.store.DeleteResult;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.HealthItem;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.api.store.Maintenance;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.Replication;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SeriesHandle;
import io.tsink.api.store.Statistic;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StorageException;
import io.tsink.api.store.StoreOptions;
import io.tsink.api.store.StoreStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The reference store: in memory, slow and obviously right. Thread-safe: one lock is held for each
/// write, and queriers read an immutable copy.
///
/// It keeps every version of every sample with its sequence, and every delete with its selection,
/// and works out what is visible when a querier is opened. Nothing is ever purged. Where the
/// contract leaves a choice, it makes life hard for whoever reads: unsorted series come by their
/// hash, chunks are short, and blocks do not start at entry 0.
///
/// Its content outlives it: [#reopened] gives an open store over what a closed one held.
public final class ModelStorage implements Storage {
  private final ReentrantLock lock = new ReentrantLock();
  private final StorageSettings settings;
  private final ModelData data;
  private final StoreOptions options;
  private volatile boolean closed;

  private ModelStorage(StorageSettings settings, ModelData data) {
    this.settings = settings;
    this.data = data;
    this.options = new ModelOptions(settings);
  }

  /// An empty store with the default settings.
  public static ModelStorage open() {
    return open(StorageSettings.defaults());
  }

  /// An empty store.
  public static ModelStorage open(StorageSettings settings) {
    return new ModelStorage(settings, new ModelData());
  }

  /// Closes this store and opens another one over its content.
  public ModelStorage reopened() {
    close();
    return new ModelStorage(settings, data);
  }

  @Override
  public Appender appender(AppendContext context) {
    checkOpen();
    return new ModelAppender(this, context);
  }

  @Override
  public Querier querier(QueryContext context, ReadOptions reading) {
    return locked(() -> new ModelQuerier(this, data.view(reading.asOf()), context));
  }

  CommitResult commit(SampleBatch batch, CommitOptions how) {
    return locked(
        () -> {
          checkHandles(batch);
          IdempotencyKey key = how.idempotencyKey();
          CommitResult before = key == null ? null : data.commits.get(key);
          if (before != null) {
            return replayed(before);
          }
          long sequence =
              how.sequence() == CommitOptions.ASSIGN ? data.lastSequence() + 1 : how.sequence();
          CommitResult result = new ModelCommit(data, settings, batch, sequence).run(how);
          if (key != null && !how.dryRun()) {
            data.commits.put(key, result);
          }
          return result;
        });
  }

  private void checkHandles(SampleBatch batch) {
    for (int slot = 0; slot < batch.slots(); slot++) {
      SeriesHandle handle = batch.handle(slot);
      if (!(handle instanceof ModelHandle mine) || mine.owner() != this) {
        throw new StorageException(
            ErrorKind.INVALID_ARGUMENT,
            "the handle of %s belongs to another store".formatted(handle.labels()));
      }
    }
  }

  private static CommitResult replayed(CommitResult first) {
    return CommitResult.builder()
        .durability(first.durability())
        .sequence(first.sequence())
        .samples(first.samples())
        .histograms(first.histograms())
        .exemplars(first.exemplars())
        .metadata(first.metadata())
        .outcomes(first.outcomes())
        .exemplarOutcomes(first.exemplarOutcomes())
        .metadataOutcomes(first.metadataOutcomes())
        .replayed(true)
        .build();
  }

  @Override
  public DeleteResult delete(Selection selection, TimeRange range, DeleteOptions how) {
    Predicate<Labels> matching = ModelMatching.predicate(selection);
    return locked(
        () -> {
          IdempotencyKey key = how.idempotencyKey();
          DeleteResult before = key == null ? null : data.deletes.get(key);
          if (before != null) {
            return before;
          }
          DeleteResult result = delete(matching, range, how);
          if (key != null && !how.dryRun()) {
            data.deletes.put(key, result);
          }
          return result;
        });
  }

  private DeleteResult delete(Predicate<Labels> matching, TimeRange range, DeleteOptions how) {
    long lastBefore = data.lastSequence();
    long sequence = how.sequence() == CommitOptions.ASSIGN ? lastBefore + 1 : how.sequence();
    var tombstone = new Tombstone(matching, range, sequence, sequence, true);
    List<Labels> hit =
        data.view(ReadOptions.LATEST).select(matching, range).stream()
            .filter(part -> part.samples().stream().anyMatch(v -> v.sequence() <= sequence))
            .map(ModelView.Part::labels)
            .toList();
    if (!how.dryRun()) {
      data.observe(sequence);
      data.add(tombstone);
      hit.forEach(
          labels ->
              data.tell(
                  new Changes.Deleted(data.eventSequence(sequence, lastBefore), labels, range)));
    }
    return new DeleteResult(hit.size(), hit.size(), sequence);
  }

  /// It has [Changes], [Replication] and, so that callers need not ask, [Maintenance].
  @Override
  public <T> Optional<T> capability(Class<T> type) {
    checkOpen();
    if (type == Changes.class) {
      return Optional.of(type.cast(new ModelChanges(this)));
    }
    if (type == Replication.class) {
      return Optional.of(type.cast(new ModelReplication(this)));
    }
    if (type == Maintenance.class) {
      return Optional.of(type.cast((Maintenance) this::checkOpen));
    }
    return Optional.empty();
  }

  @Override
  public StoreOptions options() {
    return options;
  }

  @Override
  public StoreStatus status() {
    return closed
        ? new StoreStatus(StoreStatus.State.CLOSED, "closed", 1, null)
        : new StoreStatus(StoreStatus.State.READY, "ready", 1, null);
  }

  @Override
  public List<HealthItem> health() {
    return List.of(
        new HealthItem("model", HealthItem.Status.OK, "ok", "", "", settings.clock().instant()));
  }

  @Override
  public List<Statistic> statistics() {
    return locked(
        () ->
            List.of(
                gauge(
                    "tsink_model_series",
                    "Series that ever had a sample.",
                    data.seriesWithSamples()),
                gauge("tsink_model_sequence", "The last sequence.", data.lastSequence())));
  }

  private static Statistic gauge(String name, String help, long value) {
    return new Statistic(name, Statistic.Type.GAUGE, help, Labels.empty(), value);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }

  void checkOpen() {
    if (closed) {
      throw new StorageException(ErrorKind.STORAGE_CLOSED, "the store is closed");
    }
  }

  @Nullable ValueKind kindOf(Labels labels) {
    lock.lock();
    try {
      ModelSeries series = data.find(labels);
      return series == null ? null : series.kind();
    } finally {
      lock.unlock();
    }
  }

  /// Runs an action on the content of the open store, alone.
  <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      checkOpen();
      return requireNonNull(action.get());
    } finally {
      lock.unlock();
    }
  }

  ModelData data() {
    return data;
  }
}
