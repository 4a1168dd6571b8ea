package io.tsink.testkit.storage;

import io.tsink.api.DataPoint;
import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.DeleteOptions;
import io.tsink.api.store.DeleteResult;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.Storage;
import java.util.List;
import java.util.SortedMap;

/// A store under test, with what tests do to it in few words. Confined.
public final class StorageSubject implements AutoCloseable {
  private final StorageFixture fixture;
  private Storage storage;

  private StorageSubject(StorageFixture fixture, Storage storage) {
    this.fixture = fixture;
    this.storage = storage;
  }

  /// An empty store with the default settings.
  public static StorageSubject of(StorageFixture fixture) {
    return of(fixture, StorageSettings.defaults());
  }

  /// An empty store.
  public static StorageSubject of(StorageFixture fixture, StorageSettings settings) {
    return new StorageSubject(fixture, fixture.open(settings));
  }

  /// The store as it is open now.
  public Storage storage() {
    return storage;
  }

  public void flush() {
    fixture.flush(storage);
  }

  public void reopen() {
    storage = fixture.reopen(storage);
  }

  /// Commits samples as one batch.
  public CommitResult append(Sample... samples) {
    return append(CommitOptions.defaults(), samples);
  }

  /// Commits samples as one batch.
  public CommitResult append(CommitOptions options, Sample... samples) {
    return StorageWriter.write(storage, options, List.of(samples));
  }

  /// Commits one double.
  public CommitResult append(Labels labels, long time, double value) {
    return append(Sample.of(labels, time, value));
  }

  /// Commits one double under a stated sequence.
  public CommitResult appendAt(long sequence, Labels labels, long time, double value) {
    return append(CommitOptions.defaults().withSequence(sequence), Sample.of(labels, time, value));
  }

  public DeleteResult delete(Labels labels, TimeRange range) {
    return storage.delete(Selection.series(labels), range, DeleteOptions.defaults());
  }

  public DeleteResult deleteAt(long sequence, Labels labels, TimeRange range) {
    return storage.delete(
        Selection.series(labels), range, DeleteOptions.defaults().withSequence(sequence));
  }

  /// A querier without limits.
  public Querier querier() {
    return storage.querier(QueryContext.unlimited(), ReadOptions.defaults());
  }

  /// Everything visible, by series.
  public SortedMap<Labels, List<Sample>> all() {
    return read(Selection.everything(), TimeRange.ALL);
  }

  public SortedMap<Labels, List<Sample>> read(Selection selection, TimeRange range) {
    return StorageReader.read(storage, selection, range);
  }

  /// The samples of exactly one series.
  public List<Sample> samples(Labels labels) {
    return all().getOrDefault(labels, List.of());
  }

  /// The samples of exactly one series, without start timestamps.
  public List<DataPoint> points(Labels labels) {
    return samples(labels).stream().map(s -> new DataPoint(s.time(), s.value())).toList();
  }

  @Override
  public void close() {
    storage.close();
  }
}
