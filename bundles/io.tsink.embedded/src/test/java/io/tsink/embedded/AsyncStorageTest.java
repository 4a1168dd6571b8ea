package io.tsink.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.DataPoint;
import io.tsink.api.Labels;
import io.tsink.api.Row;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.Value;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.RowsRejectedException;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StorageException;
import io.tsink.testkit.storage.ModelStorage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AsyncStorageTest {
  private static final Labels SERIES = Labels.of("__name__", "m");

  private final GatedStorage gated = new GatedStorage(ModelStorage.open());
  private final AsyncStorage async = AsyncStorage.over(gated, 2, 1);

  @AfterEach
  void close() {
    gated.open();
    async.close();
    gated.close();
  }

  @Test
  void writes_are_carried_out_in_the_order_of_the_calls() {
    try (Storage storage = ModelStorage.open();
        AsyncStorage many = AsyncStorage.over(storage, 1_000, 1)) {
      var all = new ArrayList<CompletableFuture<?>>();
      for (int i = 0; i < 500; i++) {
        all.add(many.insertRows(rows(7, i)));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();

      assertThat(many.select(SERIES, 0, 10).join()).containsExactly(point(7, 499));
    }
  }

  @Test
  void a_cancelled_write_is_carried_out() {
    gated.shut();
    CompletableFuture<CommitResult> first = async.insertRowsWithResult(rows(1, 1));
    CompletableFuture<CommitResult> second = async.insertRowsWithResult(rows(2, 2));

    assertThat(second.cancel(true)).isTrue();
    gated.open();
    first.join();
    async.flush().join();

    assertThat(async.select(SERIES, 0, 10).join()).containsExactly(point(1, 1), point(2, 2));
  }

  @Test
  void a_call_that_finds_the_queue_full_fails_at_once_and_is_not_carried_out() {
    gated.shut();
    CompletableFuture<?> running = async.insertRows(rows(1, 1));
    gated.awaitCaller();
    CompletableFuture<?> waiting = async.insertRows(rows(2, 2));
    CompletableFuture<?> lastWaiting = async.insertRows(rows(3, 3));

    CompletableFuture<?> tooMany = async.insertRows(rows(4, 4));

    assertThat(tooMany).isCompletedExceptionally();
    assertFails(tooMany, ErrorKind.OVERLOADED, "tsink-write: 2 calls wait already");
    gated.open();
    CompletableFuture.allOf(running, waiting, lastWaiting).join();
    assertThat(async.select(SERIES, 0, 10).join()).hasSize(3);
  }

  @Test
  void closing_carries_out_what_waits_and_refuses_the_rest() {
    gated.shut();
    CompletableFuture<?> running = async.insertRows(rows(1, 1));
    CompletableFuture<?> waiting = async.insertRows(rows(2, 2));
    gated.open();

    async.close();

    assertThat(running).isCompleted();
    assertThat(waiting).isCompleted();
    assertFails(async.insertRows(rows(3, 3)), ErrorKind.STORAGE_CLOSED, "the store is closed");
    assertFails(async.listMetrics(), ErrorKind.STORAGE_CLOSED, "the store is closed");
  }

  @Test
  void closing_leaves_no_thread() {
    List<Thread> before = Threads.alive();
    try (AsyncStorage other = AsyncStorage.over(gated, 1, 1)) {
      other.flush().join();
      assertThat(other.listMetrics().join()).isEmpty();
      assertThat(Threads.alive()).hasSize(before.size() + 2);
    }

    assertThat(Threads.left(before)).isEmpty();
  }

  @Test
  void a_read_that_nobody_wants_is_left_out() {
    var reads = new ArrayList<String>();
    var started = new CompletableFuture<Boolean>();
    var go = new CompletableFuture<Boolean>();
    CompletableFuture<Boolean> first =
        async.read(
            _ -> {
              started.complete(true);
              return go.join() && reads.add("first");
            });
    started.join();
    CompletableFuture<Boolean> second = async.read(_ -> reads.add("second"));

    second.cancel(false);
    go.complete(true);
    first.join();
    async.listMetrics().join();

    assertThat(reads).containsExactly("first");
  }

  @Test
  void rejected_rows_are_reported() {
    List<Row> bad = List.of(new Row("", List.of(), point(1, 1)));

    assertThatThrownBy(() -> async.insertRows(bad).join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(RowsRejectedException.class);
    assertThat(async.insertRowsWithResult(bad).join().outcomes().rejected()).isEqualTo(1);
  }

  @Test
  void what_is_written_can_be_read_and_deleted() {
    async.insertRows(rows(1, 1)).join();

    assertThat(async.listMetrics().join()).containsExactly("m");
    assertThat(async.selectAll(Selection.everything(), 0, 10).join())
        .containsExactly(new SeriesPoints(SERIES, List.of(point(1, 1))));
    assertThat(async.deleteSeries(Selection.everything(), TimeRange.ALL).join().series())
        .isEqualTo(1);
    assertThat(async.listMetrics().join()).isEmpty();
  }

  @Test
  void it_has_a_reader_for_each_processor() {
    try (AsyncStorage other = AsyncStorage.over(gated, 1)) {
      assertThat(other.readThreads()).isEqualTo(CpuLimit.ofProcess());
    }
  }

  @Test
  void nonsense_is_refused() {
    assertThatThrownBy(() -> AsyncStorage.over(gated, 0, 1))
        .hasMessage("queueLength 0, expected 1 or more");
    assertThatThrownBy(() -> AsyncStorage.over(gated, 1, 0))
        .hasMessage("readThreads 0, expected 1 or more");
  }

  private static void assertFails(CompletableFuture<?> future, ErrorKind kind, String message) {
    assertThatThrownBy(future::join)
        .cause()
        .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
  }

  private static List<Row> rows(long time, double value) {
    return List.of(new Row("m", List.of(), point(time, value)));
  }

  private static DataPoint point(long time, double value) {
    return new DataPoint(time, new Value.F64(value));
  }
}
