package io.tsink.engine;

import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.Changes;
import io.tsink.api.store.DeleteOptions;
import io.tsink.api.store.DeleteResult;
import io.tsink.api.store.HealthItem;
import io.tsink.api.store.Maintenance;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.Statistic;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StorageException;
import io.tsink.api.store.StoreOptions;
import io.tsink.api.store.StoreStatus;
import io.tsink.engine.ingest.EngineAppender;
import io.tsink.engine.recovery.OpenStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A storage engine. Thread-safe.
///
/// Data is divided by time windows and 64 shards of series. What is committed goes to a write-ahead
/// log and to the head in memory, from there to immutable segments. Readers pin one view and never
/// wait for writers or flushes.
public final class Engine implements Storage {
  private final EngineOptions options;
  private final EngineLife life;

  private Engine(EngineOptions options, EngineLife life) {
    this.options = options;
    this.life = life;
  }

  /// Opens a store and returns at once; it is read back in the background.
  ///
  /// @param codecs shared with other engines or not; they may come and go while the store is open
  public static Engine open(EngineOptions options, EngineCodecs codecs) {
    return new Engine(options, EngineLife.start(options, codecs));
  }

  /// Waits until the store is ready.
  ///
  /// @return this
  /// @throws StorageException why it could not be opened; `TIMEOUT` when it still is not ready
  public Engine awaitReady(Duration patience) {
    life.awaitReady(patience);
    return this;
  }

  @Override
  public Appender appender(AppendContext context) {
    OpenStore store = life.writable();
    return new EngineAppender(store.writes(), context);
  }

  @Override
  public Querier querier(QueryContext context, ReadOptions reading) {
    return life.readable().queries().open(context, reading);
  }

  @Override
  public DeleteResult delete(Selection selection, TimeRange range, DeleteOptions how) {
    return life.writable().deleter().delete(selection, range, how);
  }

  /// It has [Changes] and [Maintenance].
  @Override
  public <T> Optional<T> capability(Class<T> type) {
    OpenStore store = life.readable();
    if (type == Changes.class) {
      return Optional.of(type.cast(store.changes()));
    }
    if (type == Maintenance.class) {
      return Optional.of(type.cast((Maintenance) this::flush));
    }
    return Optional.empty();
  }

  private void flush() {
    life.flush(life.writable());
  }

  /// Merges segments and removes what is expired now, rather than in the background.
  void compact() {
    life.compact(life.writable());
  }

  @Override
  public StoreOptions options() {
    return options;
  }

  @Override
  public StoreStatus status() {
    return life.status();
  }

  @Override
  public List<HealthItem> health() {
    return EngineHealth.of(life, options);
  }

  @Override
  public List<Statistic> statistics() {
    OpenStore store = life.store();
    return store == null ? List.of() : EngineStatistics.of(store);
  }

  @Override
  public void close() {
    life.close();
  }
}
