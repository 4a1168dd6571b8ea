package io.tsink.testkit.storage;

import static io.tsink.testkit.storage.Series.A;
import static io.tsink.testkit.storage.Series.B;
import static io.tsink.testkit.storage.Series.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.DeleteOptions;
import io.tsink.api.store.DeleteResult;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.api.store.LabelRequest;
import io.tsink.api.store.Querier;
import org.junit.jupiter.api.Test;

/// A delete hides what was written before it, and nothing else.
public interface DeleteContract extends StorageFixture {
  @Test
  default void a_delete_hides_its_range_at_once() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(A, 2, 2), Sample.of(A, 3, 3));
      subject.append(B, 2, 2);

      DeleteResult result = subject.delete(A, new TimeRange(2, 3));

      assertThat(result.series()).isEqualTo(1);
      assertThat(result.tombstones()).isPositive();
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1, 1), Sample.of(A, 3, 3));
      assertThat(subject.samples(B)).hasSize(1);
    }
  }

  @Test
  default void a_delete_takes_every_series_of_its_selection() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(B, 1, 1), Sample.of(C, 1, 1));
      subject.flush();

      DeleteResult result =
          subject
              .storage()
              .delete(
                  Selection.of(Matcher.matches("job", "a|b")),
                  TimeRange.ALL,
                  DeleteOptions.defaults());

      assertThat(result.series()).isEqualTo(2);
      assertThat(subject.all()).containsOnlyKeys(C);
    }
  }

  @Test
  default void a_repeated_delete_matches_nothing() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(A, 1, 1);
      subject.delete(A, TimeRange.ALL);

      DeleteResult again = subject.delete(A, TimeRange.ALL);

      assertThat(again.series()).isZero();
      assertThat(again.tombstones()).isZero();
    }
  }

  @Test
  default void a_delete_of_a_range_without_samples_matches_nothing() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(A, 100, 1));

      assertThat(subject.delete(A, new TimeRange(2, 100)).series()).isZero();
      assertThat(subject.delete(A, new TimeRange(1, 1)).series()).isZero();
      assertThat(subject.samples(A)).hasSize(2);
    }
  }

  @Test
  default void a_series_without_visible_samples_is_not_listed() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(C, 1, 1));
      subject.flush();
      subject.delete(C, TimeRange.ALL);

      try (Querier querier = subject.querier()) {
        assertThat(querier.count(Selection.everything(), TimeRange.ALL)).isEqualTo(1);
        assertThat(querier.labelNames(LabelRequest.everything()).texts()).doesNotContain("room");
        assertThat(querier.labelValues("__name__", LabelRequest.everything()).texts())
            .containsExactly("requests");
      }
    }
  }

  @Test
  default void a_delete_survives_flushes_and_restarts() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(A, 2, 2));
      subject.flush();
      subject.append(A, 3, 3);
      subject.delete(A, new TimeRange(2, 4));
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1, 1));
      subject.flush();
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1, 1));

      if (!lacks().contains(StorageTrait.REOPEN)) {
        subject.reopen();
        assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1, 1));
      }
    }
  }

  @Test
  default void what_is_written_into_the_range_afterwards_is_visible() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(A, 2, 2));
      subject.delete(A, TimeRange.ALL);
      subject.append(A, 2, 7);
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 2, 7));

      subject.flush();
      if (!lacks().contains(StorageTrait.REOPEN)) {
        subject.reopen();
      }
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 2, 7));
      assertThat(subject.delete(A, TimeRange.ALL).series()).isEqualTo(1);
    }
  }

  @Test
  default void a_delete_hides_by_sequence_not_by_arrival() {
    try (var subject = StorageSubject.of(this)) {
      subject.appendAt(10, A, 1, 10);
      subject.appendAt(30, A, 2, 30);
      subject.flush();
      subject.deleteAt(20, A, TimeRange.ALL);
      subject.appendAt(20, A, 3, 20);
      subject.appendAt(15, A, 4, 15);
      subject.appendAt(21, A, 5, 21);

      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 2, 30), Sample.of(A, 5, 21));
      subject.flush();
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 2, 30), Sample.of(A, 5, 21));
    }
  }

  @Test
  default void a_sample_that_a_delete_hides_does_not_uncover_an_older_one() {
    try (var subject = StorageSubject.of(this)) {
      subject.appendAt(10, A, 1, 1);
      subject.appendAt(20, A, 1, 2);
      subject.deleteAt(30, A, TimeRange.ALL);
      subject.appendAt(5, A, 1, 3);

      assertThat(subject.samples(A)).isEmpty();
    }
  }

  @Test
  default void a_delete_hides_what_an_unknown_series_gets_later_under_a_lower_sequence() {
    needs(StorageTrait.DELETES_LATER_SERIES);
    try (var subject = StorageSubject.of(this)) {
      subject.appendAt(10, B, 1, 1);
      subject.deleteAt(30, A, TimeRange.ALL);
      subject.appendAt(20, A, 1, 1);
      assertThat(subject.samples(A)).isEmpty();
      subject.appendAt(40, A, 2, 2);
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 2, 2));
    }
  }

  @Test
  default void a_dry_run_counts_and_hides_nothing() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(B, 1, 1));

      DeleteResult result =
          subject
              .storage()
              .delete(
                  Selection.everything(), TimeRange.ALL, DeleteOptions.defaults().withDryRun(true));

      assertThat(result.series()).isEqualTo(2);
      assertThat(subject.all()).containsOnlyKeys(A, B);
    }
  }

  @Test
  default void a_delete_that_is_repeated_under_its_key_hides_nothing_more() {
    try (var subject = StorageSubject.of(this)) {
      DeleteOptions keyed = DeleteOptions.defaults().withIdempotencyKey(new IdempotencyKey(3, 4));
      subject.append(A, 1, 1);
      DeleteResult first = subject.storage().delete(Selection.series(A), TimeRange.ALL, keyed);
      subject.append(A, 2, 2);

      DeleteResult second = subject.storage().delete(Selection.series(A), TimeRange.ALL, keyed);

      assertThat(second.series()).isEqualTo(first.series());
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 2, 2));
    }
  }
}
