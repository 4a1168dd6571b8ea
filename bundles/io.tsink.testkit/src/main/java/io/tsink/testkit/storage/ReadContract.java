package io.tsink.testkit.storage;

import static io.tsink.testkit.storage.Series.A;
import static io.tsink.testkit.storage.Series.B;
import static io.tsink.testkit.storage.Series.C;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.ShardScope;
import io.tsink.api.TimeRange;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SeriesSet;
import io.tsink.api.store.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Which series and samples a querier finds, and that it sees one moment only.
public interface ReadContract extends StorageFixture {
  private StorageSubject three() {
    var subject = StorageSubject.of(this);
    subject.append(Sample.of(A, 1, 1), Sample.of(B, 1, 2), Sample.of(C, 1, 3));
    return subject;
  }

  private void assertFinds(Selection selection, Labels... expected) {
    try (var subject = three()) {
      assertThat(subject.read(selection, TimeRange.ALL)).containsOnlyKeys(expected);
      subject.flush();
      assertThat(subject.read(selection, TimeRange.ALL)).as("flushed").containsOnlyKeys(expected);
      try (Querier querier = subject.querier()) {
        assertThat(querier.count(selection, TimeRange.ALL)).isEqualTo(expected.length);
      }
    }
  }

  @Test
  default void everything_is_selected_by_no_matcher() {
    assertFinds(Selection.everything(), A, B, C);
  }

  @Test
  default void a_matcher_for_equality_compares_the_whole_value() {
    assertFinds(Selection.of(Matcher.equal("path", "/")), A);
    assertFinds(Selection.of(Matcher.notEqual("path", "/")), B, C);
    assertFinds(Selection.of(Matcher.metric("temperature")), C);
  }

  @Test
  default void a_regular_expression_is_anchored_at_both_ends() {
    assertFinds(Selection.of(Matcher.matches("path", "/")), A);
    assertFinds(Selection.of(Matcher.matches("path", "/.*")), A, B);
    assertFinds(Selection.of(Matcher.notMatches("path", "/")), B, C);
    assertFinds(Selection.of(Matcher.matches("job", "a|b"), Matcher.notMatches("path", ".*x")), A);
    assertFinds(Selection.of(Matcher.matches("room", "k.che")), C);
  }

  @Test
  default void a_missing_label_has_the_empty_value() {
    assertFinds(Selection.of(Matcher.equal("room", "")), A, B);
    assertFinds(Selection.of(Matcher.notEqual("room", "")), C);
    assertFinds(Selection.of(Matcher.matches("room", "|x")), A, B);
    assertFinds(Selection.of(Matcher.matches("room", ".*")), A, B, C);
    assertFinds(Selection.of(Matcher.matches("room", ".+")), C);
    assertFinds(Selection.of(Matcher.notMatches("room", ".+")), A, B);
    assertFinds(Selection.of(Matcher.equal("nowhere", ""), Matcher.equal("job", "a")), A);
  }

  @Test
  default void a_selection_of_several_sets_is_their_union() {
    assertFinds(
        Selection.anyOf(
            List.of(
                List.of(Matcher.equal("job", "a")),
                List.of(Matcher.metric("temperature")),
                List.of(Matcher.metric("requests"), Matcher.equal("job", "a")))),
        A,
        C);
  }

  @Test
  default void nothing_is_found_where_nothing_matches() {
    assertFinds(Selection.of(Matcher.equal("job", "z")));
    assertFinds(Selection.of(Matcher.equal("job", "a"), Matcher.equal("job", "b")));
  }

  @Test
  default void a_bad_regular_expression_is_an_invalid_argument() {
    try (var subject = three();
        Querier querier = subject.querier()) {
      Selection bad = Selection.of(Matcher.matches("job", "a("));

      assertThatThrownBy(() -> StorageReader.read(querier, bad, TimeRange.ALL))
          .isInstanceOfSatisfying(
              StorageException.class,
              e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT));
    }
  }

  @Test
  default void a_range_is_half_open() {
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 10, 1), Sample.of(A, 20, 2), Sample.of(A, 30, 3));
      for (int stage = 0; stage < 2; stage++) {
        assertThat(subject.read(Selection.everything(), new TimeRange(10, 30)).get(A))
            .containsExactly(Sample.of(A, 10, 1), Sample.of(A, 20, 2));
        assertThat(subject.read(Selection.everything(), new TimeRange(11, 20))).isEmpty();
        assertThat(subject.read(Selection.everything(), new TimeRange(31, 99))).isEmpty();
        assertThat(subject.read(Selection.everything(), new TimeRange(20, 20))).isEmpty();
        subject.flush();
      }
    }
  }

  @Test
  default void every_range_over_many_samples_is_exact() {
    int count = 300;
    try (var subject = StorageSubject.of(this)) {
      var samples = new ArrayList<Sample>();
      for (int i = 0; i < count; i++) {
        samples.add(Sample.of(A, 10L * i, i));
      }
      subject.append(samples.subList(0, 200).toArray(Sample[]::new));
      subject.flush();
      subject.append(samples.subList(200, count).toArray(Sample[]::new));
      try (Querier querier = subject.querier()) {
        for (int from = 0; from < count; from += 13) {
          for (int to = from + 1; to <= count; to += 17) {
            var range = new TimeRange(10L * from - 9, 10L * to - 9);
            assertThat(StorageReader.read(querier, Selection.everything(), range).get(A))
                .as("range %s", range)
                .isEqualTo(samples.subList(from, to));
          }
        }
      }
    }
  }

  @Test
  default void the_parts_of_all_shards_are_disjoint_and_together_the_whole() {
    try (var subject = StorageSubject.of(this)) {
      var samples = new ArrayList<Sample>();
      for (int i = 0; i < 50; i++) {
        samples.add(Sample.of(Labels.of("__name__", "m", "i", "" + i), 1, i));
      }
      subject.append(samples.toArray(Sample[]::new));
      SortedMap<Labels, List<Sample>> whole = subject.all();

      var union = new TreeMap<Labels, List<Sample>>();
      for (int shard = 0; shard < 7; shard++) {
        ShardScope scope = ShardScope.of(7, List.of(shard));
        SortedMap<Labels, List<Sample>> part =
            subject.read(Selection.everything().within(scope), TimeRange.ALL);
        assertThat(part.keySet()).allMatch(labels -> scope.contains(labels.identityHash()));
        part.forEach((labels, list) -> assertThat(union.put(labels, list)).isNull());
      }
      assertThat(union).isEqualTo(whole);
      assertThat(whole).hasSize(50);
    }
  }

  @Test
  default void a_querier_sees_the_moment_it_was_opened_in() {
    try (var subject = three();
        Querier before = subject.querier()) {
      SortedMap<Labels, List<Sample>> seen =
          StorageReader.read(before, Selection.everything(), TimeRange.ALL);

      subject.append(Sample.of(A, 2, 2), Sample.of(A, 1, 9));
      subject.append(Labels.of("__name__", "new"), 1, 1);
      subject.delete(B, TimeRange.ALL);
      subject.flush();

      assertThat(StorageReader.read(before, Selection.everything(), TimeRange.ALL)).isEqualTo(seen);
      assertThat(before.count(Selection.everything(), TimeRange.ALL)).isEqualTo(3);
      assertThat(subject.samples(A)).containsExactly(Sample.of(A, 1, 9), Sample.of(A, 2, 2));
    }
  }

  @Test
  default void a_set_that_is_open_goes_on_while_the_store_changes() {
    try (var subject = three();
        Querier querier = subject.querier();
        SeriesSet set = querier.select(Selection.everything(), SelectHints.over(TimeRange.ALL))) {
      assertThat(set.next()).isTrue();
      subject.delete(A, TimeRange.ALL);
      subject.delete(B, TimeRange.ALL);
      subject.delete(C, TimeRange.ALL);
      subject.flush();

      assertThat(set.next()).isTrue();
      assertThat(set.next()).isTrue();
      assertThat(set.next()).isFalse();
      assertThat(subject.all()).isEmpty();
    }
  }

  @Test
  default void a_read_as_of_a_sequence_sees_nothing_later() {
    needs(StorageTrait.AS_OF);
    try (var subject = StorageSubject.of(this)) {
      subject.append(A, 1, 1);
      long then = subject.append(A, 2, 2).sequence();
      subject.append(A, 1, 9);
      subject.delete(A, new TimeRange(2, 3));

      try (Querier past =
          subject
              .storage()
              .querier(QueryContext.unlimited(), ReadOptions.defaults().withAsOf(then))) {
        assertThat(StorageReader.read(past, Selection.everything(), TimeRange.ALL).get(A))
            .containsExactly(Sample.of(A, 1, 1), Sample.of(A, 2, 2));
      }
    }
  }

  @Test
  default void series_whose_labels_are_alike_are_kept_apart() {
    Labels one = Labels.of("__name__", "m", "ab", "c");
    Labels two = Labels.of("__name__", "m", "a", "bc");
    Labels three = Labels.of("__name__", "m", "a", "b", "c", "d");
    Labels four = Labels.of("__name__", "m", "a", "b");
    Labels five = Labels.of("__name__", "m");
    try (var subject = StorageSubject.of(this)) {
      subject.append(
          Sample.of(one, 1, 1),
          Sample.of(two, 1, 2),
          Sample.of(three, 1, 3),
          Sample.of(four, 1, 4),
          Sample.of(five, 1, 5));

      SortedMap<Labels, List<Sample>> all = subject.all();

      assertThat(all).containsOnlyKeys(one, two, three, four, five);
      all.forEach((labels, samples) -> assertThat(samples).hasSize(1));
    }
  }
}
