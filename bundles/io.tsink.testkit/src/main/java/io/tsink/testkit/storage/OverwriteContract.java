package io.tsink.testkit.storage;

import static io.tsink.testkit.storage.Series.A;
import static io.tsink.testkit.storage.Series.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.TimeRange;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Of two values for one series and time the one with the higher sequence wins, however they
/// arrive.
public interface OverwriteContract extends StorageFixture {
  @Test
  default void a_later_commit_overwrites_an_earlier_one() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(A, 1, 5);
      subject.append(A, 1, 3);

      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1, 3));
    }
  }

  @Test
  default void an_overwrite_holds_across_flushes_and_restarts() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(A, 2, 1), Sample.of(A, 3, 1));
      subject.flush();
      subject.append(A, 2, 2);
      assertThat(subject.samples(A).get(1)).isEqualTo(Sample.of(A, 2, 2));
      subject.flush();
      subject.append(A, 1, 3);
      if (!lacks().contains(StorageTrait.REOPEN)) {
        subject.reopen();
      }

      assertThat(subject.samples(A))
          .containsExactly(Sample.of(A, 1, 3), Sample.of(A, 2, 2), Sample.of(A, 3, 1));
    }
  }

  @Test
  default void assigned_sequences_rise_and_follow_stated_ones() {
    try (var subject = StorageSubject.of(this)) {
      long first = subject.append(A, 1, 1).sequence();
      long second = subject.append(A, 2, 1).sequence();
      long stated = subject.appendAt(second + 1_000, A, 3, 1).sequence();
      long fourth = subject.append(A, 4, 1).sequence();

      assertThat(second).isGreaterThan(first);
      assertThat(stated).isEqualTo(second + 1_000);
      assertThat(fourth).isGreaterThan(stated);
    }
  }

  @Test
  default void assigned_sequences_rise_across_a_restart() {
    needs(StorageTrait.REOPEN);
    try (var subject = StorageSubject.of(this)) {
      subject.append(A, 1, 1);
      long stated = subject.appendAt(5_000, A, 2, 1).sequence();
      subject.flush();
      subject.reopen();

      assertThat(subject.append(A, 1, 2).sequence()).isGreaterThan(stated);
      assertThat(subject.samples(A).getFirst()).isEqualTo(Sample.of(A, 1, 2));
    }
  }

  @Test
  default void a_stated_sequence_wins_by_its_number_not_by_its_arrival() {
    try (var subject = StorageSubject.of(this)) {
      subject.appendAt(20, A, 1, 2);
      CommitResult late = subject.appendAt(10, A, 1, 1);

      assertThat(late.samples()).as("an outdone row is accepted").isEqualTo(1);
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1, 2));
    }
  }

  @Test
  default void any_order_of_arrival_gives_the_same_content() {
    List<List<Integer>> orders = permutations(List.of(0, 1, 2, 3));
    var expected =
        List.of(Sample.of(A, 1, 30), Sample.of(A, 2, 40), Sample.of(A, 3, 20), Sample.of(A, 4, 30));
    for (List<Integer> order : orders) {
      try (var subject = StorageSubject.of(this)) {
        for (int i = 0; i < order.size(); i++) {
          commit(subject, order.get(i));
          if (i == 1) {
            subject.flush();
          }
        }
        assertThat(subject.samples(A)).as("arrival %s", order).isEqualTo(expected);
      }
    }
  }

  private static void commit(StorageSubject subject, int which) {
    CommitOptions options = CommitOptions.defaults();
    switch (which) {
      case 0 -> subject.append(options.withSequence(10), Sample.of(A, 1, 10), Sample.of(A, 3, 10));
      case 1 -> subject.append(options.withSequence(20), Sample.of(A, 2, 20), Sample.of(A, 3, 20));
      case 2 -> subject.append(options.withSequence(30), Sample.of(A, 1, 30), Sample.of(A, 4, 30));
      default -> subject.append(options.withSequence(40), Sample.of(A, 2, 40));
    }
  }

  private static List<List<Integer>> permutations(List<Integer> of) {
    if (of.isEmpty()) {
      return List.of(List.of());
    }
    var all = new ArrayList<List<Integer>>();
    for (Integer first : of) {
      List<Integer> rest = of.stream().filter(other -> !other.equals(first)).toList();
      for (List<Integer> tail : permutations(rest)) {
        var one = new ArrayList<>(List.of(first));
        one.addAll(tail);
        all.add(one);
      }
    }
    return all;
  }

  @Test
  default void of_equal_sequences_the_greater_bits_win_in_either_order() {
    try (var subject = StorageSubject.of(this)) {
      subject.appendAt(10, A, 1, 1);
      subject.appendAt(10, A, 1, 2);
      subject.appendAt(10, B, 1, 2);
      subject.flush();
      subject.appendAt(10, B, 1, 1);

      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1, 2));
      assertThat(subject.samples(B)).containsExactly(Sample.of(B, 1, 2));
    }
  }

  @Test
  default void a_range_replacement_takes_effect_before_the_rows_of_its_batch() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(
          Sample.of(A, 10, 1), Sample.of(A, 20, 1), Sample.of(A, 30, 1), Sample.of(B, 20, 1));
      subject.flush();

      replace(subject, new TimeRange(20, 40), Sample.of(A, 20, 2), Sample.of(A, 35, 2));

      assertThat(subject.samples(A))
          .containsExactly(Sample.of(A, 10, 1), Sample.of(A, 20, 2), Sample.of(A, 35, 2));
      assertThat(subject.samples(B)).hasSize(1);
    }
  }

  @Test
  default void a_replacement_without_rows_removes_what_is_in_the_range() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 10, 1), Sample.of(A, 20, 1));
      replace(subject, new TimeRange(20, 21));
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 10, 1));

      if (!lacks().contains(StorageTrait.REOPEN)) {
        subject.reopen();
        assertThat(subject.samples(A)).containsExactly(Sample.of(A, 10, 1));
      }
    }
  }

  @Test
  default void a_replacement_hides_what_comes_late_under_a_lower_sequence() {
    try (var subject = StorageSubject.of(this)) {
      subject.appendAt(10, A, 5, 1);
      replaceAt(20, subject, new TimeRange(0, 100), Sample.of(A, 50, 2));
      subject.appendAt(15, A, 60, 3);
      subject.appendAt(15, A, 100, 4);
      subject.appendAt(25, A, 70, 5);

      assertThat(subject.samples(A))
          .containsExactly(Sample.of(A, 50, 2), Sample.of(A, 70, 5), Sample.of(A, 100, 4));
    }
  }

  @Test
  default void a_replacement_hides_what_comes_late_also_where_the_series_was_unknown() {
    try (var subject = StorageSubject.of(this)) {
      replaceAt(20, subject, new TimeRange(0, 100));
      assertThat(subject.all()).isEmpty();

      subject.appendAt(10, A, 1, 1);
      subject.appendAt(10, A, 100, 2);
      subject.appendAt(25, A, 2, 3);

      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 2, 3), Sample.of(A, 100, 2));
    }
  }

  private static void replace(StorageSubject subject, TimeRange range, Sample... rows) {
    replace(CommitOptions.defaults(), subject, range, rows);
  }

  private static void replaceAt(
      long sequence, StorageSubject subject, TimeRange range, Sample... rows) {
    replace(CommitOptions.defaults().withSequence(sequence), subject, range, rows);
  }

  private static void replace(
      CommitOptions options, StorageSubject subject, TimeRange range, Sample... rows) {
    StorageWriter.commit(
        subject.storage(),
        options,
        slots -> slots.batch().replace(slots.slot(A), range),
        List.of(rows));
  }
}
