package io.tsink.embedded;

import io.tsink.api.DataPoint;
import io.tsink.api.Labels;
import io.tsink.api.Row;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.DeleteResult;
import io.tsink.api.store.Querier;
import io.tsink.api.store.Storage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A façade of futures over a store. Thread-safe.
///
/// Writes are carried out one after the other in the order of the calls, by one thread; reads by a
/// pool. Both wait in queues of a fixed length. A call that finds its queue full is not carried
/// out: its future fails at once with a [io.tsink.api.store.StorageException] of kind `OVERLOADED`,
/// and the caller decides whether to wait, drop or slow down. After [#close] futures fail with
/// `STORAGE_CLOSED`.
///
/// Cancelling or completing a future does not take a write back. A read whose future is done before
/// its turn is left out.
///
/// Actions that depend on a future and name no executor run on the threads of the façade, so they
/// must not wait for another of its futures, nor close it.
public final class AsyncStorage implements AutoCloseable {
  private final Verbs verbs;
  private final BoundedWorkers writer;
  private final BoundedWorkers readers;

  private AsyncStorage(Storage storage, int queueLength, int readThreads) {
    this.verbs = new Verbs(storage);
    this.writer = new BoundedWorkers("tsink-write", 1, queueLength);
    this.readers = new BoundedWorkers("tsink-read", readThreads, queueLength);
  }

  /// A façade over a store, with as many readers as the process may use processors. Closing it
  /// leaves the store open.
  ///
  /// @param queueLength calls that may wait, of writes and of reads, at least 1
  public static AsyncStorage over(Storage storage, int queueLength) {
    return over(storage, queueLength, CpuLimit.ofProcess());
  }

  /// A façade over a store. Closing it leaves the store open.
  ///
  /// @param queueLength calls that may wait, of writes and of reads, at least 1
  /// @param readThreads at least 1
  public static AsyncStorage over(Storage storage, int queueLength, int readThreads) {
    return new AsyncStorage(
        storage,
        BoundedWorkers.atLeastOne("queueLength", queueLength),
        BoundedWorkers.atLeastOne("readThreads", readThreads));
  }

  /// Number of threads that read.
  public int readThreads() {
    return readers.threads();
  }

  /// Writes rows; fails with a [io.tsink.api.store.RowsRejectedException] when some were rejected.
  public CompletableFuture<@Nullable Void> insertRows(List<Row> rows) {
    List<Row> copy = List.copyOf(rows);
    return writer.<@Nullable Void>always(
        () -> {
          verbs.insertRows(copy);
          return null;
        });
  }

  /// Writes rows; the result says which were rejected.
  public CompletableFuture<CommitResult> insertRowsWithResult(List<Row> rows) {
    List<Row> copy = List.copyOf(rows);
    return writer.always(() -> verbs.insertRowsWithResult(copy));
  }

  /// Hides the samples of a selection within a range.
  public CompletableFuture<DeleteResult> deleteSeries(Selection selection, TimeRange range) {
    return writer.always(() -> verbs.deleteSeries(selection, range));
  }

  /// Writes what is in memory to segments.
  public CompletableFuture<@Nullable Void> flush() {
    return writer.<@Nullable Void>always(
        () -> {
          verbs.flush();
          return null;
        });
  }

  /// The data points of one series in `[start, end)`, as [Tsink#select].
  public CompletableFuture<List<DataPoint>> select(Labels series, long start, long end) {
    return readers.whileWanted(() -> verbs.select(series, start, end));
  }

  /// The data points of a selection in `[start, end)`, as [Tsink#selectAll].
  public CompletableFuture<List<SeriesPoints>> selectAll(
      Selection selection, long start, long end) {
    return readers.whileWanted(() -> verbs.selectAll(selection, start, end));
  }

  /// The names of all metrics, in byte order.
  public CompletableFuture<List<String>> listMetrics() {
    return readers.whileWanted(verbs::listMetrics);
  }

  /// What an action makes of a querier, which is closed after it.
  public <T> CompletableFuture<T> read(Function<? super Querier, ? extends T> action) {
    return readers.whileWanted(() -> verbs.read(action));
  }

  /// Takes no more calls, carries out those that wait, and ends the threads.
  @Override
  public void close() {
    writer.stop();
    readers.stop();
    writer.awaitEnd();
    readers.awaitEnd();
  }
}
