package io.tsink.embedded;

import io.tsink.api.DataPoint;
import io.tsink.api.Labels;
import io.tsink.api.Row;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.DeleteOptions;
import io.tsink.api.store.DeleteResult;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.LabelRequest;
import io.tsink.api.store.Maintenance;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.RowsRejectedException;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SeriesSet;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The simple verbs over any store. Thread-safe.
record Verbs(Storage storage) {
  CommitResult insertRowsWithResult(List<Row> rows) {
    try (Appender appender = storage.appender(AppendContext.local())) {
      var insert = new RowInsert(appender, new SampleBatch(storage.options().precision()));
      for (int i = 0; i < rows.size(); i++) {
        insert.add(i, rows.get(i));
      }
      return insert.commit();
    }
  }

  void insertRows(List<Row> rows) {
    requireAccepted(insertRowsWithResult(rows));
  }

  static void requireAccepted(CommitResult result) {
    if (!result.outcomes().allWereAccepted()) {
      throw new RowsRejectedException(result);
    }
  }

  List<DataPoint> select(Labels series, long start, long end) {
    TimeRange range = range(start, end);
    return read(
        querier -> {
          var points = new ArrayList<DataPoint>();
          try (SeriesSet set = querier.select(Selection.series(series), SelectHints.over(range))) {
            while (set.next()) {
              if (set.labels().equals(series)) {
                points.addAll(points(set.samples()));
              }
            }
          }
          return points;
        });
  }

  List<SeriesPoints> selectAll(Selection selection, long start, long end) {
    SelectHints hints = SelectHints.builder(range(start, end)).sorted(true).build();
    return read(
        querier -> {
          var all = new ArrayList<SeriesPoints>();
          try (SeriesSet set = querier.select(selection, hints)) {
            while (set.next()) {
              List<DataPoint> points = points(set.samples());
              if (!points.isEmpty()) {
                all.add(new SeriesPoints(set.labels(), points));
              }
            }
          }
          return all;
        });
  }

  List<Labels> selectSeries(Selection selection, TimeRange range) {
    SelectHints hints = SelectHints.builder(range).sorted(true).build();
    return read(
        querier -> {
          var all = new ArrayList<Labels>();
          try (SeriesSet set = querier.select(selection, hints)) {
            while (set.next()) {
              all.add(set.labels());
            }
          }
          return all;
        });
  }

  List<String> listMetrics() {
    return read(
        querier -> querier.labelValues(Labels.METRIC_NAME, LabelRequest.everything()).texts());
  }

  DeleteResult deleteSeries(Selection selection, TimeRange range) {
    return storage.delete(selection, range, DeleteOptions.defaults());
  }

  void flush() {
    storage
        .capability(Maintenance.class)
        .orElseThrow(
            () ->
                new StorageException(
                    ErrorKind.UNSUPPORTED_OPERATION, "this store has nothing to flush"))
        .flush();
  }

  <T> T read(Function<? super Querier, ? extends T> action) {
    try (Querier querier = storage.querier(QueryContext.unlimited(), ReadOptions.defaults())) {
      return action.apply(querier);
    }
  }

  private static TimeRange range(long start, long end) {
    if (start >= end) {
      throw new StorageException(
          ErrorKind.INVALID_TIME_RANGE, "start %d is not before end %d".formatted(start, end));
    }
    return new TimeRange(start, end);
  }

  private static List<DataPoint> points(ChunkCursor cursor) {
    var points = new ArrayList<DataPoint>();
    var block = new Block();
    while (cursor.nextChunk()) {
      cursor.load(block);
      for (int i = block.from(); i < block.to(); i++) {
        points.add(new DataPoint(block.times()[i], block.value(i)));
      }
    }
    return points;
  }
}
