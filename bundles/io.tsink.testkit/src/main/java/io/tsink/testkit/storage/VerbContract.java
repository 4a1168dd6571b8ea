package io.tsink.testkit.storage;

import static io.tsink.testkit.storage.Series.A;
import static io.tsink.testkit.storage.Series.B;
import static io.tsink.testkit.storage.Series.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.DataPoint;
import io.tsink.api.Label;
import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.Row;
import io.tsink.api.Selection;
import io.tsink.api.Value;
import io.tsink.api.store.Aggregation;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.QueryOptions;
import io.tsink.api.store.Reason;
import io.tsink.api.store.RowsRejectedException;
import io.tsink.api.store.ScanOptions;
import io.tsink.api.store.SeriesPoints;
import io.tsink.api.store.Snapshots;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StorageException;
import io.tsink.api.store.WriteResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// The verbs of the specification, which every store has by inheritance.
public interface VerbContract extends StorageFixture {
  private static List<Label> others(Labels labels) {
    return labels.without("__name__").toList();
  }

  private static String metric(Labels labels) {
    return labels.getOrEmpty("__name__");
  }

  private static Row row(Labels labels, long time, double value) {
    return new Row(metric(labels), others(labels), point(time, value));
  }

  private static DataPoint point(long time, double value) {
    return new DataPoint(time, new Value.F64(value));
  }

  private static void assertFails(ErrorKind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private Storage threeSeries() {
    Storage storage = open(StorageSettings.defaults());
    storage.insertRows(
        List.of(
            row(A, 10, 1),
            row(A, 20, 2),
            row(A, 30, 3),
            row(B, 20, 4),
            row(B, 40, 5),
            row(C, 5, 6)));
    return storage;
  }

  @Test
  default void inserted_rows_are_selected_whatever_the_order_of_labels() {
    try (Storage storage = threeSeries()) {
      List<Label> reversed = new ArrayList<>(others(A));
      Collections.reverse(reversed);

      assertThat(storage.select("requests", reversed, 10, 30))
          .containsExactly(point(10, 1), point(20, 2));
      assertThat(storage.select("requests", others(A), 0, 100)).hasSize(3);
    }
  }

  @Test
  default void a_select_takes_the_exact_labels() {
    try (Storage storage = threeSeries()) {
      storage.insertRows(List.of(new Row("requests", List.of(), point(1, 9))));

      assertThat(storage.select("requests", List.of(), 0, 100)).containsExactly(point(1, 9));
      assertThat(storage.select("requests", List.of(new Label("job", "a")), 0, 100)).isEmpty();
      assertThat(storage.select("nothing", List.of(), 0, 100)).isEmpty();
    }
  }

  @Test
  default void a_range_that_is_empty_or_reversed_is_refused_by_every_verb() {
    try (Storage storage = threeSeries()) {
      Selection all = Selection.everything();
      for (long end : new long[] {9, 10}) {
        ErrorKind kind = ErrorKind.INVALID_TIME_RANGE;
        assertFails(kind, () -> storage.select("requests", others(A), 10, end));
        assertFails(kind, () -> QueryOptions.over(10, end));
        assertFails(
            kind, () -> storage.selectInto("requests", others(A), 10, end, new ArrayList<>()));
        assertFails(kind, () -> storage.selectAll(all, 10, end));
        assertFails(kind, () -> storage.selectMany(List.of(A), 10, end));
        assertFails(kind, () -> storage.selectSeries(all, 10, end));
        assertFails(kind, () -> storage.deleteSeries(all, 10, end));
        assertFails(kind, () -> storage.scanMetricRows("requests", 10, end, ScanOptions.first()));
        assertFails(kind, () -> storage.scanSeriesRows(List.of(A), 10, end, ScanOptions.first()));
      }
      assertThat(storage.selectSeries(all)).hasSize(3);
    }
  }

  @Test
  default void each_row_has_its_result() {
    try (Storage storage = open(StorageSettings.defaults())) {
      WriteResult result =
          storage.insertRowsWithResult(
              List.of(
                  new Row("", List.of(), point(1, 1)),
                  row(A, 1, 1),
                  new Row("m", List.of(new Label("x", "1"), new Label("x", "2")), point(1, 1)),
                  new Row("m", List.of(new Label("x", "v".repeat(20_000))), point(1, 1)),
                  new Row(metric(A), others(A), new DataPoint(2, new Value.I64(1))),
                  row(A, Long.MAX_VALUE, 1),
                  row(B, 7, 7)));

      assertThat(result.rows()).isEqualTo(7);
      assertThat(result.allWereAccepted()).isFalse();
      assertThat(result.reason(0)).isEqualTo(Reason.NO_METRIC_NAME);
      assertThat(result.accepted(1)).isTrue();
      assertThat(result.reason(2)).isEqualTo(Reason.INVALID_LABELS);
      assertThat(result.reason(3)).isEqualTo(Reason.LABEL_LIMIT);
      assertThat(result.reason(4)).isEqualTo(Reason.WRONG_VALUE_KIND);
      assertThat(result.reason(5)).isEqualTo(Reason.TIMESTAMP_OUT_OF_RANGE);
      assertThat(result.accepted(6)).isTrue();
      assertThat(result.detail(2)).contains("\"x\"");
      assertThat(result.detail(6)).isEmpty();
      assertThat(result.durability()).isNotNull();
      assertThat(result.commit().samples()).isEqualTo(2);
      assertThat(storage.selectSeries(Selection.everything())).containsExactly(A, B);
    }
  }

  @Test
  default void rejected_rows_are_thrown_after_the_others_are_stored() {
    try (Storage storage = open(StorageSettings.defaults())) {
      assertThatThrownBy(() -> storage.insertRows(List.of(row(A, 1, 1), row(A, Long.MIN_VALUE, 1))))
          .isInstanceOfSatisfying(
              RowsRejectedException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(ErrorKind.ROWS_REJECTED);
                assertThat(e.result().samples()).isEqualTo(1);
                assertThat(e.result().outcomes().row(0)).isEqualTo(1);
              });
      assertThat(storage.select(metric(A), others(A), 0, 10)).hasSize(1);
    }
  }

  @Test
  default void no_rows_are_a_batch_too() {
    try (Storage storage = open(StorageSettings.defaults())) {
      storage.insertRows(List.of());

      assertThat(storage.insertRowsWithResult(List.of()).rows()).isZero();
      assertThat(storage.listMetrics()).isEmpty();
    }
  }

  @Test
  default void a_list_of_the_caller_is_filled_anew() {
    try (Storage storage = threeSeries()) {
      List<DataPoint> points = new ArrayList<>(List.of(point(99, 99)));

      assertThat(storage.selectInto("requests", others(A), 15, 100, points)).isEqualTo(2);
      assertThat(points).containsExactly(point(20, 2), point(30, 3));
      assertThat(storage.selectInto("nothing", List.of(), 0, 100, points)).isZero();
      assertThat(points).isEmpty();
    }
  }

  @Test
  default void all_series_of_a_selection_come_in_order_and_none_without_points() {
    try (Storage storage = threeSeries()) {
      assertThat(storage.selectAll(Selection.everything(), 20, 30))
          .containsExactly(
              new SeriesPoints(A, List.of(point(20, 2))),
              new SeriesPoints(B, List.of(point(20, 4))));
      assertThat(storage.selectAll(Selection.of(Matcher.equal("job", "b")), 0, 100))
          .containsExactly(new SeriesPoints(B, List.of(point(20, 4), point(40, 5))));
    }
  }

  @Test
  default void many_series_come_in_the_order_asked_for_and_empty_where_absent() {
    Labels absent = Labels.of("__name__", "nothing");
    try (Storage storage = threeSeries()) {
      assertThat(storage.selectMany(List.of(C, absent, A, C), 0, 15))
          .containsExactly(
              new SeriesPoints(C, List.of(point(5, 6))),
              new SeriesPoints(absent, List.of()),
              new SeriesPoints(A, List.of(point(10, 1))),
              new SeriesPoints(C, List.of(point(5, 6))));
      assertThat(storage.selectMany(List.of(), 0, 15)).isEmpty();
    }
  }

  @Test
  default void metrics_and_series_are_listed_in_order() {
    try (Storage storage = threeSeries()) {
      assertThat(storage.listMetrics()).containsExactly("requests", "temperature");
      assertThat(storage.selectSeries(Selection.everything())).containsExactly(A, B, C);
      assertThat(storage.selectSeries(Selection.everything(), 25, 35)).containsExactly(A);
      assertThat(storage.selectSeries(Selection.of(Matcher.equal("room", ""))))
          .containsExactly(A, B);

      storage.deleteSeries(Selection.of(Matcher.metric("temperature")));
      assertThat(storage.listMetrics()).containsExactly("requests");
    }
  }

  @Test
  default void a_delete_of_series_tells_how_many_and_a_repeat_none() {
    try (Storage storage = threeSeries()) {
      Selection requests = Selection.of(Matcher.metric("requests"));

      assertThat(storage.deleteSeries(requests, 35, 100).series()).isEqualTo(1);
      assertThat(storage.deleteSeries(requests).series()).isEqualTo(2);
      assertThat(storage.deleteSeries(requests).series()).isZero();
      assertThat(storage.selectSeries(Selection.everything())).containsExactly(C);
    }
  }

  @Test
  default void options_aggregate_a_series() {
    try (Storage storage = threeSeries()) {
      QueryOptions sum = QueryOptions.over(0, 100).withAggregation(Aggregation.SUM);

      assertThat(storage.selectWithOptions("requests", others(A), sum))
          .containsExactly(point(30, 6));
      assertThat(storage.selectWithOptions("requests", others(A), sum.withInterval(20)))
          .containsExactly(point(0, 1), point(20, 5));
      assertThat(storage.selectWithOptions("nothing", List.of(), sum)).isEmpty();
    }
  }

  @Test
  default void a_series_that_cannot_be_is_an_invalid_argument() {
    try (Storage storage = threeSeries()) {
      assertFails(ErrorKind.INVALID_ARGUMENT, () -> storage.select("", List.of(), 0, 1));
      assertFails(
          ErrorKind.INVALID_ARGUMENT, () -> storage.select("m", List.of(new Label("", "x")), 0, 1));
    }
  }

  @Test
  default void a_snapshot_of_a_store_that_makes_none_is_unsupported() {
    try (Storage storage = threeSeries()) {
      if (storage.capability(Snapshots.class).isEmpty()) {
        assertFails(ErrorKind.UNSUPPORTED_OPERATION, () -> storage.snapshot(Path.of("nowhere")));
      }
    }
  }

  @Test
  default void the_observability_snapshot_moves_with_what_is_done() {
    try (Storage storage = threeSeries()) {
      var before = storage.observabilitySnapshot();
      storage.insertRows(List.of(new Row("new", List.of(), point(1, 1))));
      var after = storage.observabilitySnapshot();

      assertThat(before.status().isReady()).isTrue();
      assertThat(before.options().precision()).isEqualTo(storage.options().precision());
      assertThat(before.health()).isNotEmpty();
      assertThat(before.value("tsink_no_such_statistic")).isEmpty();
      assertThat(after.statistics()).isNotEqualTo(before.statistics());
    }
  }
}
