package io.tsink.testkit.storage;

import static io.tsink.testkit.storage.Series.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.api.store.Reason;
import org.junit.jupiter.api.Test;

/// A batch that is sent again under its key is stored once, and a dry run not at all.
public interface RepeatContract extends StorageFixture {
  @Test
  default void a_batch_that_is_repeated_under_its_key_is_stored_once() {
    try (var subject = StorageSubject.of(this)) {
      CommitOptions keyed = CommitOptions.defaults().withIdempotencyKey(new IdempotencyKey(11, 1));
      CommitResult first = subject.append(keyed, Sample.of(A, 1, 1), Sample.of(A, 2, 2));
      subject.append(A, 1, 7);

      CommitResult second = subject.append(keyed, Sample.of(A, 1, 1), Sample.of(A, 2, 2));

      assertThat(first.replayed()).isFalse();
      assertThat(second.replayed()).isTrue();
      assertThat(second.samples()).isEqualTo(2);
      assertThat(second.sequence()).isEqualTo(first.sequence());
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1, 7), Sample.of(A, 2, 2));
    }
  }

  @Test
  default void another_number_or_origin_is_another_key() {
    try (var subject = StorageSubject.of(this)) {
      CommitOptions options = CommitOptions.defaults();
      subject.append(options.withIdempotencyKey(new IdempotencyKey(1, 1)), Sample.of(A, 1, 1));

      CommitResult number =
          subject.append(options.withIdempotencyKey(new IdempotencyKey(1, 2)), Sample.of(A, 1, 2));
      CommitResult origin =
          subject.append(options.withIdempotencyKey(new IdempotencyKey(2, 1)), Sample.of(A, 1, 3));

      assertThat(number.replayed()).isFalse();
      assertThat(origin.replayed()).isFalse();
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1, 3));
    }
  }

  @Test
  default void a_key_is_known_after_a_restart() {
    needs(StorageTrait.REOPEN);
    try (var subject = StorageSubject.of(this)) {
      CommitOptions keyed = CommitOptions.defaults().withIdempotencyKey(new IdempotencyKey(5, 6));
      CommitResult first = subject.append(keyed, Sample.of(A, 1, 1));
      subject.flush();
      subject.reopen();

      CommitResult second = subject.append(keyed, Sample.of(A, 2, 2));

      assertThat(second.replayed()).isTrue();
      assertThat(second.samples()).isEqualTo(1);
      assertThat(second.sequence()).isEqualTo(first.sequence());
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1, 1));
    }
  }

  @Test
  default void a_dry_run_tells_the_outcomes_and_stores_nothing() {
    try (var subject = StorageSubject.of(this)) {
      CommitOptions dry =
          CommitOptions.defaults().withDryRun(true).withIdempotencyKey(new IdempotencyKey(1, 1));

      CommitResult result =
          subject.append(dry, Sample.of(A, 1, 1), Sample.of(A, Long.MAX_VALUE, 1));

      assertThat(result.samples()).isEqualTo(1);
      assertThat(result.outcomes().rejected(Reason.TIMESTAMP_OUT_OF_RANGE)).isEqualTo(1);
      assertThat(subject.all()).isEmpty();
      assertThat(subject.append(dry.withDryRun(false), Sample.of(A, 1, 1)).replayed()).isFalse();
      assertThat(subject.samples(A)).hasSize(1);
    }
  }
}
