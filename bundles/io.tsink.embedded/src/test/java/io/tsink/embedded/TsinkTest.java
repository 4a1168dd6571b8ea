package io.tsink.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.DataPoint;
import io.tsink.api.Label;
import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.Row;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.Value;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.Reason;
import io.tsink.api.store.RowsRejectedException;
import io.tsink.api.store.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TsinkTest {
  private static final List<Label> KITCHEN = List.of(new Label("room", "kitchen"));

  @TempDir private Path directory;

  @Test
  void what_was_written_can_be_read_at_once() {
    try (Tsink tsink = all().open()) {
      tsink.insertRows(List.of(row(20, 2.5), row(10, 1.5)));

      assertThat(tsink.select("temperature", KITCHEN, 0, 100))
          .containsExactly(point(10, 1.5), point(20, 2.5));
    }
  }

  @Test
  void what_was_written_is_there_after_reopening() {
    List<Value> values =
        List.of(
            new Value.F64(Double.longBitsToDouble(0x7ff8_0000_0000_1234L)),
            new Value.I64(-5),
            new Value.U64(-1),
            new Value.Bool(true),
            new Value.Bytes(new byte[] {0, -1, 7}),
            new Value.Text("grün"));
    try (Tsink tsink = all().dataPath(directory).open()) {
      for (int i = 0; i < values.size(); i++) {
        tsink.insertRows(List.of(new Row("m" + i, KITCHEN, new DataPoint(7, values.get(i)))));
      }
    }

    try (Tsink tsink = all().dataPath(directory).open()) {
      for (int i = 0; i < values.size(); i++) {
        assertThat(tsink.select("m" + i, KITCHEN, 0, 100))
            .containsExactly(new DataPoint(7, values.get(i)));
      }
    }
  }

  @Test
  void nothing_is_left_of_a_store_in_memory() {
    try (Tsink tsink = Tsink.inMemory()) {
      tsink.write(writer -> writer.append(tsink.series("m"), Instant.now(), 1));
    }

    try (Tsink tsink = Tsink.inMemory()) {
      assertThat(tsink.listMetrics()).isEmpty();
    }
  }

  @Test
  void closing_leaves_no_thread() {
    List<Thread> before = Threads.alive();

    try (Tsink tsink = Tsink.open(directory)) {
      tsink.insertRows(List.of());
      tsink.async().listMetrics().join();
      tsink.async().flush().join();
    }

    assertThat(Threads.left(before)).isEmpty();
  }

  @Test
  void a_directory_is_open_once() {
    try (Tsink _ = Tsink.open(directory)) {
      assertThatThrownBy(() -> Tsink.open(directory))
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(directory.toString());
    }

    Tsink.open(directory).close();
  }

  @Test
  void a_store_that_cannot_be_opened_leaves_no_thread() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    List<Thread> before = Threads.alive();

    assertThatThrownBy(() -> Tsink.open(file)).isInstanceOf(StorageException.class);

    assertThat(Threads.left(before)).isEmpty();
  }

  @Test
  void calls_after_closing_are_refused() {
    Tsink tsink = Tsink.inMemory();
    tsink.close();
    tsink.close();

    assertThatThrownBy(tsink::listMetrics)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.STORAGE_CLOSED));
  }

  @Test
  void rejected_rows_are_reported_by_their_place_and_the_others_are_stored() {
    Row noMetric = new Row("", KITCHEN, point(1, 1));
    Row twice = new Row("m", List.of(new Label("a", "1"), new Label("a", "2")), point(1, 1));
    try (Tsink tsink = all().open()) {
      CommitResult result = tsink.insertRowsWithResult(List.of(noMetric, row(1, 1), twice));

      assertThat(result.samples()).isEqualTo(1);
      assertThat(result.outcomes().rejected()).isEqualTo(2);
      assertThat(result.outcomes().rejected(Reason.NO_METRIC_NAME)).isEqualTo(1);
      assertThat(result.outcomes().row(0)).isEqualTo(2);
      assertThat(result.outcomes().reason(0)).isEqualTo(Reason.INVALID_LABELS);
      assertThat(tsink.listMetrics()).containsExactly("temperature");
    }
  }

  @Test
  void rejected_rows_fail_the_verb_that_returns_nothing() {
    try (Tsink tsink = all().open()) {
      tsink.insertRows(List.of(row(1, 1)));
      Row wrongKind = new Row("temperature", KITCHEN, new DataPoint(2, new Value.I64(1)));

      assertThatThrownBy(() -> tsink.insertRows(List.of(wrongKind, row(3, 3))))
          .isInstanceOfSatisfying(
              RowsRejectedException.class,
              e -> assertThat(e.result().outcomes().reason(0)).isEqualTo(Reason.WRONG_VALUE_KIND));

      assertThat(tsink.select("temperature", KITCHEN, 0, 10))
          .containsExactly(point(1, 1), point(3, 3));
    }
  }

  @Test
  void one_series_is_selected_by_all_its_labels() {
    try (Tsink tsink = all().open()) {
      tsink.insertRows(List.of(row(1, 1)));

      assertThat(tsink.select("temperature", List.of(), 0, 10)).isEmpty();
      assertThat(tsink.select(Labels.of("__name__", "temperature", "room", "kitchen"), 0, 10))
          .hasSize(1);
    }
  }

  @Test
  void an_empty_range_is_refused() {
    try (Tsink tsink = all().open()) {
      assertThatThrownBy(() -> tsink.select("temperature", KITCHEN, 5, 5))
          .isInstanceOfSatisfying(
              StorageException.class,
              e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_TIME_RANGE))
          .hasMessage("start 5 is not before end 5");
    }
  }

  @Test
  void all_series_of_a_selection_come_sorted_and_none_is_empty() {
    try (Tsink tsink = all().open()) {
      tsink.insertRows(
          List.of(new Row("b", List.of(), point(1, 1)), new Row("a", List.of(), point(1, 2))));
      tsink.insertRows(List.of(new Row("late", List.of(), point(50, 1))));

      assertThat(tsink.selectAll(Selection.everything(), 0, 10))
          .containsExactly(
              new SeriesPoints(Labels.of("__name__", "a"), List.of(point(1, 2))),
              new SeriesPoints(Labels.of("__name__", "b"), List.of(point(1, 1))));
      assertThat(tsink.selectSeries(Selection.of(Matcher.matches("__name__", "a|late"))))
          .containsExactly(Labels.of("__name__", "a"), Labels.of("__name__", "late"));
    }
  }

  @Test
  void a_delete_hides_its_range_and_a_second_one_finds_nothing() {
    Selection temperature = Selection.of(Matcher.metric("temperature"));
    try (Tsink tsink = all().open()) {
      tsink.insertRows(List.of(row(1, 1), row(2, 2)));

      assertThat(tsink.deleteSeries(temperature, new TimeRange(0, 2)).series()).isEqualTo(1);
      assertThat(tsink.select("temperature", KITCHEN, 0, 10)).containsExactly(point(2, 2));

      assertThat(tsink.deleteSeries(temperature).series()).isEqualTo(1);
      assertThat(tsink.deleteSeries(temperature).series()).isZero();
    }
  }

  private static TsinkBuilder all() {
    return Tsink.builder().precision(TimestampPrecision.MILLISECONDS).retention(null);
  }

  private static Row row(long time, double value) {
    return new Row("temperature", KITCHEN, point(time, value));
  }

  private static DataPoint point(long time, double value) {
    return new DataPoint(time, new Value.F64(value));
  }
}
