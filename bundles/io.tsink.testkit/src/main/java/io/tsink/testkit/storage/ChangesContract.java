package io.tsink.testkit.storage;

import static io.tsink.testkit.storage.Series.A;
import static io.tsink.testkit.storage.Series.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.ShardScope;
import io.tsink.api.TimeRange;
import io.tsink.api.Value;
import io.tsink.api.store.Changes;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.Replication;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a store tells whoever derives something from it: changes of the past, and digests.
public interface ChangesContract extends StorageFixture {
  private static Changes changes(StorageSubject subject) {
    return subject.storage().capability(Changes.class).orElseThrow();
  }

  /// Reads up to the end, as a consumer does.
  private static List<Changes.Event> since(Changes changes, long sequence) {
    var events = new ArrayList<Changes.Event>();
    long position = sequence;
    List<Changes.Event> page = changes.since(position, 2);
    while (!page.isEmpty()) {
      events.addAll(page);
      assertThat(page.getLast().sequence()).isGreaterThan(position);
      position = page.getLast().sequence();
      page = changes.since(position, 2);
    }
    return events;
  }

  /// Whether some event says that a time of a series may have changed.
  private static boolean tells(List<Changes.Event> events, Labels labels, long time) {
    return events.stream()
        .anyMatch(
            event ->
                switch (event) {
                  case Changes.LateRows late ->
                      late.labels().equals(labels) && late.range().contains(time);
                  case Changes.Deleted deleted ->
                      deleted.labels().equals(labels) && deleted.range().contains(time);
                  default -> true;
                });
  }

  @Test
  default void rows_in_order_are_no_news() {
    needs(StorageTrait.CHANGES);
    try (var subject = StorageSubject.of(this)) {
      long start = changes(subject).position();
      subject.append(A, 1, 1);
      subject.append(Sample.of(A, 3, 1), Sample.of(A, 2, 1));

      assertThat(since(changes(subject), start)).isEmpty();
      assertThat(changes(subject).position()).isGreaterThan(start);
    }
  }

  @Test
  default void a_row_older_than_the_newest_of_its_series_is_told() {
    needs(StorageTrait.CHANGES);
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 100, 1), Sample.of(B, 10, 1));
      long position = changes(subject).position();

      subject.append(Sample.of(A, 50, 1), Sample.of(A, 60, 1), Sample.of(B, 20, 1));

      List<Changes.Event> events = since(changes(subject), position);
      assertThat(tells(events, A, 50)).isTrue();
      assertThat(tells(events, A, 60)).isTrue();
      assertThat(since(changes(subject), changes(subject).position())).isEmpty();
    }
  }

  @Test
  default void a_delete_is_told() {
    needs(StorageTrait.CHANGES);
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 100, 1), Sample.of(A, 200, 1));
      long position = changes(subject).position();

      subject.delete(A, new TimeRange(150, 300));

      assertThat(tells(since(changes(subject), position), A, 200)).isTrue();
    }
  }

  @Test
  default void what_comes_late_under_a_low_sequence_is_told_to_who_is_past_it() {
    needs(StorageTrait.CHANGES);
    try (var subject = StorageSubject.of(this)) {
      subject.appendAt(100, A, 100, 1);
      long position = changes(subject).position();

      subject.appendAt(50, A, 50, 1);

      assertThat(tells(since(changes(subject), position), A, 50)).isTrue();
    }
  }

  private static Replication.Digest digest(StorageSubject subject, TimeRange range) {
    return subject
        .storage()
        .capability(Replication.class)
        .orElseThrow()
        .digest(ShardScope.all(), range);
  }

  @Test
  default void equal_contents_have_equal_digests_however_they_came_about() {
    needs(StorageTrait.DIGEST);
    try (var one = StorageSubject.of(this);
        var two = StorageSubject.of(this)) {
      one.append(Sample.of(A, 1, 1).since(9), Sample.of(A, 2, 2), Sample.of(B, 1, 3));
      one.flush();
      two.append(B, 1, 3);
      two.append(A, 2, 7);
      two.append(A, 9, 7);
      two.flush();
      two.delete(A, new TimeRange(9, 10));
      two.append(Sample.of(A, 2, 2), Sample.of(A, 1, 1).since(9));

      assertThat(digest(two, TimeRange.ALL)).isEqualTo(digest(one, TimeRange.ALL));
      assertThat(digest(one, TimeRange.ALL).samples()).isEqualTo(3);
      assertThat(digest(one, TimeRange.ALL).series()).isEqualTo(2);
    }
  }

  @Test
  default void contents_that_differ_in_anything_have_other_digests() {
    needs(StorageTrait.DIGEST);
    List<Sample> variants =
        List.of(
            Sample.of(A, 1, 1),
            Sample.of(B, 1, 1),
            Sample.of(A, 2, 1),
            Sample.of(A, 1, -0.0),
            Sample.of(A, 1, 0.0),
            Sample.of(A, 1, 1).since(1),
            Sample.of(A, 1, new Value.I64(1)));
    var digests = new ArrayList<Replication.Digest>();
    for (Sample variant : variants) {
      try (var subject = StorageSubject.of(this)) {
        subject.append(CommitOptions.defaults(), variant);
        digests.add(digest(subject, TimeRange.ALL));
      }
    }
    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  default void digests_of_parts_add_up() {
    needs(StorageTrait.DIGEST);
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(A, 2, 2), Sample.of(B, 1, 3));
      Replication replication = subject.storage().capability(Replication.class).orElseThrow();

      long samples = 0;
      for (int shard = 0; shard < 3; shard++) {
        samples += replication.digest(ShardScope.of(3, List.of(shard)), TimeRange.ALL).samples();
      }

      assertThat(samples).isEqualTo(3);
      assertThat(digest(subject, new TimeRange(1, 2)).samples()).isEqualTo(2);
      assertThat(digest(subject, new TimeRange(5, 6)))
          .isEqualTo(new Replication.Digest(0, 0, 0, 0));
    }
  }

  @Test
  default void an_observed_sequence_is_not_handed_out_again() {
    needs(StorageTrait.DIGEST);
    try (var subject = StorageSubject.of(this)) {
      Replication replication = subject.storage().capability(Replication.class).orElseThrow();
      replication.observe(7_000);

      long next = subject.append(A, 1, 1).sequence();

      assertThat(next).isGreaterThan(7_000);
      assertThat(replication.lastSequence()).isGreaterThanOrEqualTo(next);
    }
  }
}
