package io.tsink.testkit.storage;

import static io.tsink.testkit.storage.Series.A;
import static io.tsink.testkit.storage.Series.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.Labels;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.Value;
import io.tsink.api.ValueKind;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.Outcomes;
import io.tsink.api.store.Reason;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SeriesHandle;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StorageException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a commit accepts, what it rejects, and what it says of both.
public interface AppendContract extends StorageFixture {
  @Test
  default void a_committed_sample_is_visible_to_the_next_querier() {
    try (var subject = StorageSubject.of(this)) {
      CommitResult result = subject.append(A, 1_000, 1.5);

      assertThat(result.samples()).isEqualTo(1);
      assertThat(result.outcomes().allWereAccepted()).isTrue();
      assertThat(result.replayed()).isFalse();
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1_000, 1.5));
    }
  }

  @Test
  default void samples_out_of_order_are_accepted_and_come_back_in_order() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 3_000, 3), Sample.of(A, 1_000, 1));
      subject.append(A, 2_000, 2);

      assertThat(subject.samples(A))
          .containsExactly(Sample.of(A, 1_000, 1), Sample.of(A, 2_000, 2), Sample.of(A, 3_000, 3));
    }
  }

  @Test
  default void of_two_rows_for_one_time_in_a_batch_the_later_wins() {
    try (var subject = StorageSubject.of(this)) {
      CommitResult result =
          subject.append(Sample.of(A, 1, 9), Sample.of(A, 2, 0), Sample.of(A, 1, 3));

      assertThat(result.samples()).isEqualTo(3);
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1, 3), Sample.of(A, 2, 0));
    }
  }

  @Test
  default void a_rejected_row_is_reported_and_the_others_are_stored() {
    try (var subject = StorageSubject.of(this)) {
      CommitResult result =
          subject.append(Sample.of(A, 1, 1), Sample.of(A, 2, new Value.I64(2)), Sample.of(A, 3, 3));

      assertThat(result.samples()).isEqualTo(2);
      Outcomes outcomes = result.outcomes();
      assertThat(outcomes.rejected()).isEqualTo(1);
      assertThat(outcomes.rejected(Reason.WRONG_VALUE_KIND)).isEqualTo(1);
      assertThat(outcomes.row(0)).isEqualTo(1);
      assertThat(outcomes.detail(0)).contains(A.metric());
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1, 1), Sample.of(A, 3, 3));
    }
  }

  @Test
  default void a_rejection_names_the_origin_of_its_row() {
    try (var subject = StorageSubject.of(this);
        Appender appender = subject.storage().appender(AppendContext.local())) {
      var batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
      int slot = batch.slot(appender.series(A));
      batch.origin(batch.add(slot, Long.MAX_VALUE, 1), 17);

      Outcomes outcomes = appender.commit(batch, CommitOptions.defaults()).outcomes();

      assertThat(outcomes.rejected(Reason.TIMESTAMP_OUT_OF_RANGE)).isEqualTo(1);
      assertThat(outcomes.row(0)).isEqualTo(17);
    }
  }

  @Test
  default void the_two_extremes_of_time_are_rejected_and_their_neighbours_are_not() {
    try (var subject = StorageSubject.of(this)) {
      Outcomes outcomes =
          subject
              .append(
                  Sample.of(A, Long.MIN_VALUE, 1),
                  Sample.of(A, Long.MIN_VALUE + 1, 2),
                  Sample.of(A, Long.MAX_VALUE - 1, 3),
                  Sample.of(A, Long.MAX_VALUE, 4))
              .outcomes();

      assertThat(outcomes.rejected(Reason.TIMESTAMP_OUT_OF_RANGE)).isEqualTo(2);
      assertThat(outcomes.row(0)).isEqualTo(0);
      assertThat(outcomes.row(1)).isEqualTo(3);
      assertThat(subject.samples(A))
          .containsExactly(
              Sample.of(A, Long.MIN_VALUE + 1, 2), Sample.of(A, Long.MAX_VALUE - 1, 3));
    }
  }

  @Test
  default void a_series_without_a_metric_name_is_a_handle_whose_rows_are_rejected() {
    try (var subject = StorageSubject.of(this)) {
      Labels nameless = Labels.of("job", "x");

      CommitResult result = subject.append(Sample.of(nameless, 1, 1), Sample.of(A, 1, 2));

      assertThat(result.outcomes().rejected(Reason.NO_METRIC_NAME)).isEqualTo(1);
      assertThat(result.samples()).isEqualTo(1);
      assertThat(subject.all()).containsOnlyKeys(A);
    }
  }

  @Test
  default void a_handle_knows_its_series_and_the_kind_once_a_sample_was_accepted() {
    try (var subject = StorageSubject.of(this);
        Appender appender = subject.storage().appender(AppendContext.local())) {
      SeriesHandle before = appender.series(A);
      assertThat(before.labels()).isEqualTo(A);
      assertThat(before.identityHash()).isEqualTo(A.identityHash());
      assertThat(before.refusal()).isNull();
      assertThat(before.kind()).isNull();

      subject.append(Sample.of(A, 1, new Value.U64(7)));

      assertThat(appender.series(A).kind()).isEqualTo(ValueKind.U64);
    }
  }

  @Test
  default void a_series_without_an_accepted_row_leaves_no_trace() {
    try (var subject = StorageSubject.of(this);
        Appender appender = subject.storage().appender(AppendContext.local())) {
      appender.series(B);
      subject.append(Sample.of(B, Long.MAX_VALUE, 1), Sample.of(A, 1, 1));

      assertThat(subject.all()).containsOnlyKeys(A);
      // The kind is not fixed by the rejected double.
      CommitResult result = subject.append(Sample.of(B, 1, new Value.Bool(true)));
      assertThat(result.outcomes().allWereAccepted()).isTrue();
    }
  }

  @Test
  default void the_handle_of_another_store_is_an_invalid_argument() {
    try (var subject = StorageSubject.of(this);
        Storage other = open(StorageSettings.defaults());
        Appender foreign = other.appender(AppendContext.local());
        Appender appender = subject.storage().appender(AppendContext.local())) {
      var batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
      batch.add(batch.slot(appender.series(A)), 1, 1);
      batch.add(batch.slot(foreign.series(B)), 1, 1);

      assertThatThrownBy(() -> appender.commit(batch, CommitOptions.defaults()))
          .isInstanceOfSatisfying(
              StorageException.class,
              e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT));
      assertThat(subject.all()).isEmpty();
    }
  }

  @Test
  default void a_batch_of_another_precision_is_converted_rounding_down() {
    needs(StorageTrait.PRECISION);
    StorageSettings seconds = StorageSettings.defaults().withPrecision(TimestampPrecision.SECONDS);
    try (var subject = StorageSubject.of(this, seconds);
        Appender appender = subject.storage().appender(AppendContext.local())) {
      var batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
      int slot = batch.slot(appender.series(A));
      batch.add(slot, 1_999, 1);
      batch.add(slot, -1, 2);
      int started = batch.add(slot, 7_000, 3);
      batch.start(started, 5_500);

      appender.commit(batch, CommitOptions.defaults());

      assertThat(subject.storage().options().precision()).isEqualTo(TimestampPrecision.SECONDS);
      assertThat(subject.samples(A))
          .containsExactly(Sample.of(A, -1, 2), Sample.of(A, 1, 1), Sample.of(A, 7, 3).since(5));
    }
  }

  @Test
  default void a_time_that_overflows_the_precision_of_the_store_is_rejected() {
    needs(StorageTrait.PRECISION);
    StorageSettings nanos =
        StorageSettings.defaults().withPrecision(TimestampPrecision.NANOSECONDS);
    try (var subject = StorageSubject.of(this, nanos);
        Appender appender = subject.storage().appender(AppendContext.local())) {
      var batch = new SampleBatch(TimestampPrecision.SECONDS);
      int slot = batch.slot(appender.series(A));
      batch.add(slot, 10_000_000_000L, 1);
      batch.add(slot, -10_000_000_000L, 1);
      batch.add(slot, 9_000_000_000L, 1);

      Outcomes outcomes = appender.commit(batch, CommitOptions.defaults()).outcomes();

      assertThat(outcomes.rejected(Reason.TIMESTAMP_OUT_OF_RANGE)).isEqualTo(2);
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 9_000_000_000_000_000_000L, 1));
    }
  }

  @Test
  default void samples_older_than_the_retention_are_rejected() {
    needs(StorageTrait.TIME_LIMITS);
    StorageSettings day = StorageSettings.defaults().withRetention(Duration.ofDays(1));
    long now = day.clock().millis();
    long oldest = now - Duration.ofDays(1).toMillis();
    try (var subject = StorageSubject.of(this, day)) {
      // Half a minute of slack on both sides: the moment itself is nobody's promise.
      Outcomes outcomes =
          subject
              .append(Sample.of(A, oldest - 30_000, 1), Sample.of(A, oldest + 30_000, 2))
              .outcomes();

      assertThat(outcomes.rejected(Reason.TOO_OLD)).isEqualTo(1);
      assertThat(outcomes.row(0)).isZero();
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, oldest + 30_000, 2));
    }
  }

  @Test
  default void samples_too_far_ahead_of_the_clock_are_rejected() {
    needs(StorageTrait.TIME_LIMITS);
    StorageSettings skew = StorageSettings.defaults().withFutureSkew(Duration.ofMinutes(15));
    long farthest = skew.clock().millis() + Duration.ofMinutes(15).toMillis();
    try (var subject = StorageSubject.of(this, skew)) {
      Outcomes outcomes =
          subject.append(Sample.of(A, farthest, 1), Sample.of(A, farthest + 1, 2)).outcomes();

      assertThat(outcomes.rejected(Reason.TOO_FAR_IN_FUTURE)).isEqualTo(1);
      assertThat(outcomes.row(0)).isEqualTo(1);
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, farthest, 1));
    }
  }

  @Test
  default void a_new_series_beyond_the_limit_is_rejected_and_known_ones_go_on() {
    needs(StorageTrait.SERIES_LIMIT);
    StorageSettings one = StorageSettings.defaults().withMaxSeries(1);
    try (var subject = StorageSubject.of(this, one)) {
      subject.append(A, 1, 1);

      Outcomes outcomes = subject.append(Sample.of(B, 1, 1), Sample.of(A, 2, 2)).outcomes();

      assertThat(outcomes.rejected(Reason.CARDINALITY_LIMIT)).isEqualTo(1);
      assertThat(outcomes.onlyLimits()).isTrue();
      assertThat(subject.all()).containsOnlyKeys(A);
      assertThat(subject.samples(A)).hasSize(2);
    }
  }

  @Test
  default void every_series_gets_the_labels_of_the_scope() {
    AppendContext scoped =
        AppendContext.builder().scope(Labels.of("listener", "eu", "job", "scope")).build();
    try (var subject = StorageSubject.of(this);
        Appender appender = subject.storage().appender(scoped)) {
      var batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
      batch.add(batch.slot(appender.series(Labels.of("__name__", "m", "job", "x"))), 1, 1);
      appender.commit(batch, CommitOptions.defaults());

      assertThat(subject.all())
          .containsOnlyKeys(Labels.of("__name__", "m", "listener", "eu", "job", "scope"));
    }
  }

  @Test
  default void an_empty_batch_changes_nothing() {
    try (var subject = StorageSubject.of(this)) {
      CommitResult result = subject.append();

      assertThat(result.samples()).isZero();
      assertThat(result.outcomes().allWereAccepted()).isTrue();
      assertThat(subject.all()).isEmpty();
    }
  }
}
