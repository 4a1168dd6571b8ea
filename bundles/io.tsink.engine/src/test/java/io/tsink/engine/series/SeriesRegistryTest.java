package io.tsink.engine.series;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.ShardScope;
import io.tsink.api.ValueKind;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.LabelPage;
import io.tsink.api.store.LabelRequest;
import io.tsink.api.store.StorageException;
import io.tsink.engine.index.BruteForce;
import io.tsink.engine.index.LabelSets;
import io.tsink.engine.index.Postings;
import io.tsink.engine.index.PostingsSelector;
import io.tsink.engine.index.RegexCache;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeriesRegistryTest {

  private final SeriesRegistry registry = emptyRegistry();

  static SeriesRegistry emptyRegistry() {
    return new SeriesRegistry(new PostingsSelector(new RegexCache(16)));
  }

  private Series registered(String... labels) {
    return registry.register(registry.handle(Labels.of(labels)), ValueKind.F64);
  }

  @Test
  void a_handle_alone_leaves_no_trace() {
    Series handle = registry.handle(Labels.of("__name__", "up", "job", "a"));

    assertThat(handle.id()).isEqualTo(Series.NO_ID);
    assertThat(handle.kind()).isNull();
    assertThat(handle.labels()).isEqualTo(Labels.of("__name__", "up", "job", "a"));
    assertThat(registry.count()).isZero();
    assertThat(registry.nextId()).isEqualTo(1);
    assertThat(registry.symbols().count()).isZero();
    assertThat(registry.find(handle.labels())).isNull();
  }

  @Test
  void a_handle_becomes_the_entry_with_its_first_row() {
    Series handle = registry.handle(Labels.of("__name__", "up", "job", "a"));

    Series entry = registry.register(handle, ValueKind.I64);

    assertThat(entry).isSameAs(handle);
    assertThat(entry.id()).isEqualTo(1);
    assertThat(entry.kind()).isEqualTo(ValueKind.I64);
    assertThat(entry.labels()).isEqualTo(Labels.of("__name__", "up", "job", "a"));
    assertThat(registry.handle(Labels.of("job", "a", "__name__", "up"))).isSameAs(entry);
    assertThat(registry.series(1)).isSameAs(entry);
    assertThat(registry.register(entry, ValueKind.F64).kind()).isEqualTo(ValueKind.I64);
  }

  @Test
  void a_second_handle_of_one_series_is_retired_and_leads_to_the_entry() {
    Series first = registry.handle(Labels.of("__name__", "up"));
    Series second = registry.handle(Labels.of("__name__", "up"));
    registry.register(first, ValueKind.F64);

    assertThat(registry.register(second, ValueKind.F64)).isSameAs(first);
    assertThat(second.retired()).isTrue();
    assertThat(first.retired()).isFalse();
    assertThat(registry.register(second, ValueKind.F64)).isSameAs(first);
  }

  @Test
  void eight_threads_creating_the_same_series_get_one_id() throws Exception {
    int threads = 8;
    int series = 2_000;
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Callable<List<Integer>>> tasks = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      tasks.add(
          () -> {
            List<Integer> ids = new ArrayList<>();
            start.await();
            for (int i = 0; i < series; i++) {
              Labels labels = Labels.of("__name__", "m" + i % 50, "instance", "host-" + i);
              ids.add(registry.register(registry.handle(labels), ValueKind.F64).id());
            }
            return ids;
          });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<List<Integer>>> results = pool.invokeAll(tasks);
      List<Integer> first = results.getFirst().get();
      for (Future<List<Integer>> result : results) {
        assertThat(result.get()).isEqualTo(first);
      }
      assertThat(new HashSet<>(first)).hasSize(series).doesNotContain(Series.NO_ID);
    }
    assertThat(registry.count()).isEqualTo(series);
    assertThat(registry.nextId()).isEqualTo(series + 1);
    assertThat(registry.select(Selection.of(Matcher.metric("m7"))).count()).isEqualTo(40);
  }

  @Test
  void labels_that_only_differ_in_their_delimiters_are_distinct_series() {
    Set<Integer> ids = new HashSet<>();
    ids.add(registered("__name__", "a", "b", "c").id());
    ids.add(registered("__name__", "ab", "c", "d").id());
    ids.add(registered("__name__", "a", "bc", "d").id());
    ids.add(registered("__name__", "a", "b", "cd").id());
    ids.add(registered("__name__", "a", "b", "c\0d", "e", "f").id());
    ids.add(registered("__name__", "a", "b", "c", "d", "e\0f").id());

    assertThat(ids).hasSize(6);
  }

  @Test
  void a_removed_series_is_gone_and_its_id_is_not_used_again() {
    Series old = registered("__name__", "up", "job", "a");
    registry.remove(old);

    assertThat(old.retired()).isTrue();
    assertThat(registry.series(old.id())).isNull();
    assertThat(registry.select(Selection.everything()).isEmpty()).isTrue();

    Series again = registry.register(old, ValueKind.BOOL);

    assertThat(again).isNotSameAs(old);
    assertThat(again.id()).isEqualTo(2);
    assertThat(again.kind()).isEqualTo(ValueKind.BOOL);
    assertThat(registry.register(old, ValueKind.BOOL)).isSameAs(again);
  }

  @Test
  void a_restored_series_keeps_its_id_and_new_ones_come_after_it() {
    Labels labels = Labels.of("__name__", "up", "job", "a");
    Series restored = registry.restore(41, labels, ValueKind.STRING);

    assertThat(registry.restore(41, labels, ValueKind.STRING)).isSameAs(restored);
    assertThat(registry.handle(labels)).isSameAs(restored);
    assertThat(registered("__name__", "down").id()).isEqualTo(42);
  }

  @Test
  void a_restored_series_that_contradicts_another_is_corruption() {
    registry.restore(5, Labels.of("__name__", "up"), ValueKind.F64);

    for (int id : new int[] {5, 6}) {
      Labels labels = id == 5 ? Labels.of("__name__", "down") : Labels.of("__name__", "up");
      assertThatThrownBy(() -> registry.restore(id, labels, ValueKind.F64))
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPTION));
    }
  }

  @Test
  void ids_run_out_with_an_error_and_never_wrap_around() {
    registry.reserveIds(-2);

    assertThat(registered("__name__", "last").id()).isEqualTo(-1);
    assertThatThrownBy(() -> registered("__name__", "beyond"))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED));
    registry.reserveIds(7);
    assertThatThrownBy(() -> registered("__name__", "beyond")).isInstanceOf(StorageException.class);
    assertThat(registry.select(Selection.everything()).toArray()).containsExactly(-1);
  }

  @Property(tries = 60)
  void selections_equal_brute_force_in_every_scope(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LabelSets sets = new LabelSets(random);
    int values = 1 + random.nextInt(20);
    SeriesRegistry fresh = emptyRegistry();
    Map<Integer, Labels> model = new HashMap<>();
    for (int i = random.nextInt(300); i > 0; i--) {
      Series series = fresh.register(fresh.handle(sets.labels(values)), ValueKind.F64);
      model.put(series.id(), series.labels());
    }
    for (int i = 0; i < 10; i++) {
      List<List<Matcher>> anyOf = sets.matchers(values);
      Selection selection = Selection.anyOf(anyOf);
      Postings all = BruteForce.select(model, anyOf);
      assertThat(fresh.select(selection)).as("%s", anyOf).isEqualTo(all);
      Postings even = fresh.select(selection.within(ShardScope.of(4, List.of(0, 2))));
      Postings odd = fresh.select(selection.within(ShardScope.of(4, List.of(1, 3))));
      assertThat(even.and(odd).isEmpty()).isTrue();
      assertThat(even.or(odd)).isEqualTo(all);
      even.forEach(id -> assertThat(requireNonNull(model.get(id)).identityHash() & 1).isZero());
    }
  }

  @Property(tries = 100)
  void the_order_of_series_is_that_of_their_labels(@ForAll long seed) {
    LabelSets sets = new LabelSets(new SplittableRandom(seed));
    SeriesRegistry fresh = emptyRegistry();
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      series.add(fresh.register(fresh.handle(sets.labels(6)), ValueKind.F64));
    }
    List<Series> expected = new ArrayList<>(series);
    expected.sort(Comparator.comparing(Series::labels));
    series.sort(fresh.labelOrder());

    assertThat(series)
        .extracting(Series::labels)
        .isEqualTo(expected.stream().map(Series::labels).toList());
  }

  @Test
  void equal_values_of_a_label_have_equal_numbers() {
    Series one = registered("__name__", "up", "job", "a");
    LabelNumbers numbers = registry.numbers(List.of("job", "instance", "zone"));
    Series same = registered("__name__", "down", "job", "a", "instance", "later");
    Series other = registered("__name__", "down", "job", "b", "instance", "later");

    assertThat(numbers.of(same, 0)).isEqualTo(numbers.of(one, 0)).isNotNegative();
    assertThat(numbers.of(other, 0)).isNotEqualTo(numbers.of(one, 0)).isNotNegative();
    assertThat(numbers.of(same, 1)).isEqualTo(numbers.of(other, 1)).isNotNegative();
    assertThat(numbers.of(one, 1)).isEqualTo(LabelNumbers.ABSENT);
    assertThat(numbers.of(one, 2)).isEqualTo(LabelNumbers.ABSENT);
  }

  @Test
  void a_series_that_shares_all_texts_adds_no_text() {
    registered("__name__", "up", "job", "a", "instance", "x");
    registered("__name__", "down", "job", "b", "instance", "y");
    int before = registry.symbols().count();

    registered("__name__", "up", "job", "b", "instance", "y");

    assertThat(registry.symbols().count()).isEqualTo(before);
  }

  @Test
  void names_and_values_are_listed_in_byte_order_in_pages() {
    for (String job : List.of("b", "a", "é", "ab", "B")) {
      registered("__name__", "up", "job", job);
    }
    LabelRequest all = LabelRequest.everything();

    assertThat(registry.labelNames(all, null).texts()).containsExactly("__name__", "job");
    assertThat(registry.labelValues("job", all, null))
        .isEqualTo(new LabelPage(List.of("B", "a", "ab", "b", "é"), false));
    assertThat(registry.labelValues("job", all.withLimit(2), null))
        .isEqualTo(new LabelPage(List.of("B", "a"), true));
    assertThat(registry.labelValues("job", all.withStartAfter("a").withLimit(3), null))
        .isEqualTo(new LabelPage(List.of("ab", "b", "é"), false));
    assertThat(registry.labelValues("job", all.withPrefix("a"), null).texts())
        .containsExactly("a", "ab");
    assertThat(registry.labelValues("job", all, Postings.of(2, 3)).texts())
        .containsExactly("a", "é");
    assertThat(registry.labelValues("zone", all, null).texts()).isEmpty();
  }

  @Test
  void reserved_names_are_hidden_unless_asked_for() {
    registered("__name__", "up", "__tsink_tenant__", "acme");
    Series rollup = registered("__name__", "__tsink_rollup__:5m:up");
    LabelRequest visible = LabelRequest.everything();
    LabelRequest internal = visible.withInternal(true);

    assertThat(registry.labelNames(visible, null).texts()).containsExactly("__name__");
    assertThat(registry.labelNames(internal, null).texts())
        .containsExactly("__name__", "__tsink_tenant__");
    assertThat(registry.labelValues("__name__", visible, null).texts()).containsExactly("up");
    assertThat(registry.labelValues("__name__", internal, null).texts()).hasSize(2);
    assertThat(registry.labelValues("__tsink_tenant__", visible, null).texts()).isEmpty();
    assertThat(registry.internal().toArray()).containsExactly(rollup.id());
  }
}
