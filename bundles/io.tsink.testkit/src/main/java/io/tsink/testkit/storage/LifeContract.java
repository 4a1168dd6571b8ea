package io.tsink.testkit.storage;

import static io.tsink.testkit.storage.Series.A;
import static io.tsink.testkit.storage.Series.B;
import static io.tsink.testkit.storage.Series.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.DeleteOptions;
import io.tsink.api.store.Durability;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StorageException;
import io.tsink.api.store.StoreStatus;
import java.time.Duration;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Opening, closing and reopening; deadlines, cancelling and budgets of queries.
public interface LifeContract extends StorageFixture {
  private static void assertFails(ErrorKind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  @Test
  default void an_open_store_is_ready_and_says_how_it_was_opened() {
    try (var subject = StorageSubject.of(this)) {
      Storage storage = subject.storage();

      assertThat(storage.status().isReady()).isTrue();
      assertThat(storage.status().failure()).isNull();
      assertThat(storage.options().precision()).isEqualTo(TimestampPrecision.MILLISECONDS);
      assertThat(storage.options().retention()).isNull();
      assertThat(storage.options().futureSkew()).isNull();
      assertThat(storage.options().asMap()).isNotEmpty();
      assertThat(storage.health()).isNotEmpty();
      assertThat(subject.all()).isEmpty();
    }
  }

  @Test
  default void everything_is_there_after_a_restart() {
    needs(StorageTrait.REOPEN);
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(B, 1, 2));
      subject.flush();
      subject.append(Sample.of(A, 2, 3), Sample.of(C, 1, 4));
      subject.delete(B, TimeRange.ALL);
      Everything before = Everything.of(subject.storage(), lacks());
      for (int i = 0; i < 3; i++) {
        subject.reopen();
        Everything.of(subject.storage(), lacks()).assertSameAs(before);
      }
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1, 1), Sample.of(A, 2, 3));
    }
  }

  @Test
  default void a_closed_store_refuses_every_call() {
    Storage storage = open(StorageSettings.defaults());
    Appender appender = storage.appender(AppendContext.local());
    var batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
    batch.add(batch.slot(appender.series(A)), 1, 1);

    storage.close();
    storage.close();

    assertThat(storage.status().state()).isEqualTo(StoreStatus.State.CLOSED);
    assertFails(ErrorKind.STORAGE_CLOSED, () -> appender.commit(batch, CommitOptions.defaults()));
    assertFails(ErrorKind.STORAGE_CLOSED, () -> storage.appender(AppendContext.local()));
    assertFails(
        ErrorKind.STORAGE_CLOSED,
        () -> storage.querier(QueryContext.unlimited(), ReadOptions.defaults()));
    assertFails(
        ErrorKind.STORAGE_CLOSED,
        () -> storage.delete(Selection.everything(), TimeRange.ALL, DeleteOptions.defaults()));
  }

  @Test
  default void an_appender_that_is_closed_without_a_commit_stores_nothing() {
    try (var subject = StorageSubject.of(this)) {
      try (Appender appender = subject.storage().appender(AppendContext.local())) {
        var batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
        batch.add(batch.slot(appender.series(A)), 1, 1);
      }
      assertThat(subject.all()).isEmpty();
    }
  }

  @Test
  default void a_commit_reaches_at_least_the_durability_asked_for() {
    try (var subject = StorageSubject.of(this)) {
      for (Durability asked : Durability.values()) {
        CommitOptions options = CommitOptions.defaults().withDurability(asked);
        assertThat(subject.append(options, Sample.of(A, 1, 1)).durability())
            .isGreaterThanOrEqualTo(asked);
      }
    }
  }

  @Test
  default void a_cancelled_query_ends_with_its_cause() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(A, 1, 1);
      QueryContext context = QueryContext.unlimited();
      try (Querier querier = subject.storage().querier(context, ReadOptions.defaults())) {
        context.cancel(QueryContext.Cause.KILLED);

        assertFails(
            ErrorKind.CANCELED,
            () -> StorageReader.read(querier, Selection.everything(), TimeRange.ALL));
      }
    }
  }

  @Test
  default void a_query_without_time_left_ends() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(A, 1, 1);
      QueryContext late = QueryContext.builder().timeout(Duration.ZERO).build();

      assertFails(
          ErrorKind.TIMEOUT,
          () -> {
            try (Querier querier = subject.storage().querier(late, ReadOptions.defaults())) {
              StorageReader.read(querier, Selection.everything(), TimeRange.ALL);
            }
          });
    }
  }

  @Test
  default void a_query_beyond_its_budget_of_samples_ends_and_names_the_option() {
    assertBudget(
        QueryContext.builder().maxSamples(1, "query.max-samples").build(), "query.max-samples");
  }

  @Test
  default void a_query_beyond_its_budget_of_series_ends_and_names_the_option() {
    assertBudget(
        QueryContext.builder().maxSeries(1, "query.max-series").build(), "query.max-series");
  }

  private void assertBudget(QueryContext context, String option) {
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(A, 2, 1), Sample.of(B, 1, 1));
      try (Querier querier = subject.storage().querier(context, ReadOptions.defaults())) {
        assertThatThrownBy(() -> StorageReader.read(querier, Selection.everything(), TimeRange.ALL))
            .isInstanceOfSatisfying(
                StorageException.class,
                e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED))
            .hasMessageContaining(option);
      }
    }
  }

  @Test
  default void a_query_tells_how_much_it_read() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(A, 2, 1), Sample.of(B, 1, 1));
      QueryContext context = QueryContext.unlimited();
      try (Querier querier = subject.storage().querier(context, ReadOptions.defaults())) {
        StorageReader.read(querier, Selection.everything(), TimeRange.ALL);
      }
      assertThat(context.seriesRead()).isEqualTo(2);
      assertThat(context.samplesRead()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  default void two_stores_know_nothing_of_each_other() {
    try (var one = StorageSubject.of(this);
        var two = StorageSubject.of(this)) {
      one.append(A, 1, 1);
      two.append(B, 1, 2);

      assertThat(one.all()).containsOnlyKeys(A);
      assertThat(two.all()).containsOnlyKeys(B);
    }
  }

  @Test
  default void a_capability_that_nobody_has_is_absent() {
    try (var subject = StorageSubject.of(this)) {
      assertThat(subject.storage().capability(Predicate.class)).isEmpty();
    }
  }

  @Test
  default void statistics_have_names_of_their_own_and_move() {
    try (var subject = StorageSubject.of(this)) {
      var before = subject.storage().statistics();
      subject.append(Sample.of(A, 1, 1), Sample.of(Labels.of("__name__", "z"), 1, 1));

      assertThat(before).isNotEmpty().allMatch(s -> s.name().startsWith("tsink_"));
      assertThat(subject.storage().statistics()).isNotEqualTo(before);
    }
  }
}
