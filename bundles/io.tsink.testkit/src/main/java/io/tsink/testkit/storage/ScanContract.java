package io.tsink.testkit.storage;

import static io.tsink.testkit.storage.Series.A;
import static io.tsink.testkit.storage.Series.B;
import static io.tsink.testkit.storage.Series.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.DataPoint;
import io.tsink.api.Label;
import io.tsink.api.Labels;
import io.tsink.api.Row;
import io.tsink.api.Value;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.RowPage;
import io.tsink.api.store.ScanOptions;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StorageException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Pages of rows.
public interface ScanContract extends StorageFixture {
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
  default void pages_of_any_size_together_are_the_whole() {
    try (Storage storage = threeSeries()) {
      List<Row> whole = storage.scanMetricRows("requests", 0, 100, ScanOptions.first()).rows();
      assertThat(whole)
          .containsExactly(
              row(A, 10, 1), row(A, 20, 2), row(A, 30, 3), row(B, 20, 4), row(B, 40, 5));
      for (int size = 1; size <= 6; size++) {
        var byToken = new ArrayList<Row>();
        var byOffset = new ArrayList<Row>();
        RowPage page;
        ScanOptions next = ScanOptions.first().withMaxRows(size);
        do {
          page = storage.scanMetricRows("requests", 0, 100, next);
          byToken.addAll(page.rows());
          byOffset.addAll(
              storage
                  .scanMetricRows(
                      "requests",
                      0,
                      100,
                      ScanOptions.first().withMaxRows(size).withRowOffset(byOffset.size()))
                  .rows());
          assertThat(page.nextRowOffset()).isEqualTo(byToken.size());
          next = ScanOptions.after(page).withMaxRows(size);
        } while (page.truncated());
        assertThat(byToken).as("pages of %d by token", size).isEqualTo(whole);
        assertThat(byOffset).as("pages of %d by offset", size).isEqualTo(whole);
        assertThat(page.nextToken()).isEmpty();
      }
    }
  }

  @Test
  default void a_page_by_token_goes_on_where_the_last_ended_whatever_was_written_before() {
    try (Storage storage = threeSeries()) {
      RowPage first =
          storage.scanSeriesRows(List.of(A, B), 0, 100, ScanOptions.first().withMaxRows(2));
      storage.insertRows(List.of(row(A, 1, 0), row(A, 2, 0)));

      RowPage second = storage.scanSeriesRows(List.of(A, B), 0, 100, ScanOptions.after(first));

      assertThat(first.rows()).containsExactly(row(A, 10, 1), row(A, 20, 2));
      assertThat(second.rows()).containsExactly(row(A, 30, 3), row(B, 20, 4), row(B, 40, 5));
      assertThat(second.nextRowOffset()).isEqualTo(5);
    }
  }

  @Test
  default void only_the_series_asked_for_are_scanned() {
    try (Storage storage = threeSeries()) {
      assertThat(storage.scanSeriesRows(List.of(C), 0, 100, ScanOptions.first()).rows())
          .containsExactly(row(C, 5, 6));
      assertThat(storage.scanSeriesRows(List.of(), 0, 100, ScanOptions.first()).rows()).isEmpty();
      Labels part = Labels.of("__name__", "requests", "job", "a");
      assertThat(storage.scanSeriesRows(List.of(part), 0, 100, ScanOptions.first()).rows())
          .isEmpty();
    }
  }

  @Test
  default void what_is_no_token_is_an_invalid_argument() {
    try (Storage storage = threeSeries()) {
      for (String token : List.of("?", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAA_w")) {
        ScanOptions options = ScanOptions.first().withToken(token);
        assertFails(
            ErrorKind.INVALID_ARGUMENT, () -> storage.scanMetricRows("requests", 0, 100, options));
      }
    }
  }
}
