package io.tsink.embedded;

import io.tsink.api.DataPoint;
import io.tsink.api.Label;
import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.Row;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.DeleteResult;
import io.tsink.api.store.SeriesHandle;
import io.tsink.api.store.Storage;
import io.tsink.promql.PromqlEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/// An open store with the verbs that most callers need. Thread-safe.
public final class Tsink implements AutoCloseable {
  private final Storage storage;
  private final Verbs verbs;
  private final PromqlEngine promql;
  private final Clock clock;
  private final AsyncStorage async;

  Tsink(Storage storage, PromqlEngine promql, Clock clock, AsyncStorage async) {
    this.storage = storage;
    this.verbs = new Verbs(storage);
    this.promql = promql;
    this.clock = clock;
    this.async = async;
  }

  /// Opens a store in a directory, which is made if it is missing, and waits until it is ready.
  ///
  /// @throws io.tsink.api.store.StorageException when it cannot be opened, as when another process
  ///     has it open
  public static Tsink open(Path directory) {
    return builder().dataPath(directory).open();
  }

  /// Opens a store that is forgotten when it is closed.
  public static Tsink inMemory() {
    return builder().open();
  }

  /// Collects options; without any it opens a store in memory.
  public static TsinkBuilder builder() {
    return new TsinkBuilder();
  }

  /// The store itself. It is closed with this object.
  public Storage storage() {
    return storage;
  }

  /// A façade of futures over this store. It is closed with this object.
  public AsyncStorage async() {
    return async;
  }

  /// The handle of a series, to be kept and used for every sample of it.
  ///
  /// @param namesAndValues the other labels, alternating
  /// @throws IllegalArgumentException when the labels are not valid
  public SeriesHandle series(String metric, String... namesAndValues) {
    Labels others = Labels.of(namesAndValues);
    return series(new LabelsBuilder().addAll(others).set(Labels.METRIC_NAME, metric).build());
  }

  /// The handle of a series, to be kept and used for every sample of it.
  public SeriesHandle series(Labels labels) {
    try (Appender appender = storage.appender(AppendContext.local())) {
      return appender.series(labels);
    }
  }

  /// A writer for one thread, which commits when it is closed.
  public SampleWriter writer() {
    return new SampleWriter(storage);
  }

  /// Commits what an action appends when it ends normally, and nothing of it when it throws.
  ///
  /// @throws io.tsink.api.store.RowsRejectedException when some samples were rejected; the others
  ///     are stored
  public void write(Consumer<? super SampleWriter> action) {
    try (SampleWriter writer = writer()) {
      boolean ended = false;
      try {
        action.accept(writer);
        ended = true;
      } finally {
        if (!ended) {
          writer.discard();
        }
      }
    }
  }

  /// Writes rows and returns when they can be read.
  ///
  /// @throws io.tsink.api.store.RowsRejectedException when some were rejected; the others are
  ///     stored
  public void insertRows(List<Row> rows) {
    verbs.insertRows(rows);
  }

  /// Writes rows and returns when they can be read.
  ///
  /// @return also which rows were rejected, numbered by their place in the list
  public CommitResult insertRowsWithResult(List<Row> rows) {
    return verbs.insertRowsWithResult(rows);
  }

  /// The data points in `[start, end)` of the series with exactly these labels, none when there is
  /// no such series.
  ///
  /// @throws io.tsink.api.store.StorageException `INVALID_TIME_RANGE` unless `start` is before
  ///     `end`
  public List<DataPoint> select(Labels series, long start, long end) {
    return verbs.select(series, start, end);
  }

  /// As [#select(Labels, long, long)].
  ///
  /// @param labels the other labels, in any order
  public List<DataPoint> select(String metric, List<Label> labels, long start, long end) {
    return verbs.select(Labels.of(metric, labels), start, end);
  }

  /// The series of a selection with data points in `[start, end)`, sorted by labels.
  ///
  /// @throws io.tsink.api.store.StorageException `INVALID_TIME_RANGE` unless `start` is before
  ///     `end`
  public List<SeriesPoints> selectAll(Selection selection, long start, long end) {
    return verbs.selectAll(selection, start, end);
  }

  /// The labels of the series of a selection that have samples, sorted.
  public List<Labels> selectSeries(Selection selection) {
    return selectSeries(selection, TimeRange.ALL);
  }

  /// The labels of the series of a selection that have samples in a range, sorted.
  public List<Labels> selectSeries(Selection selection, TimeRange range) {
    return verbs.selectSeries(selection, range);
  }

  /// The names of all metrics, in byte order.
  public List<String> listMetrics() {
    return verbs.listMetrics();
  }

  /// Hides all samples of a selection.
  public DeleteResult deleteSeries(Selection selection) {
    return deleteSeries(selection, TimeRange.ALL);
  }

  /// Hides the samples of a selection within a range.
  public DeleteResult deleteSeries(Selection selection, TimeRange range) {
    return verbs.deleteSeries(selection, range);
  }

  /// A query, not answered yet.
  public PromqlQuery promql(String expression) {
    return new PromqlQuery(storage, promql, clock, expression, null);
  }

  /// Writes what is in memory to segments and returns when that is done.
  public void flush() {
    verbs.flush();
  }

  /// Stops taking calls, waits for those under way, and frees everything; no thread is left. A
  /// second call does nothing.
  @Override
  public void close() {
    try (storage) {
      async.close();
    }
  }
}
