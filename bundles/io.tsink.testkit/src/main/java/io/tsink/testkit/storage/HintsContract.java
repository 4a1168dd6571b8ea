package io.tsink.testkit.storage;

import static io.tsink.testkit.storage.Series.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.StaleMarker;
import io.tsink.api.TimeRange;
import io.tsink.api.Value;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.Querier;
import io.tsink.api.store.ReadPlan;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SelectHints.Column;
import io.tsink.api.store.SeriesSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Ways to read faster give the same answers: hints, skipping, summaries, splitting, latest
/// samples.
public interface HintsContract extends StorageFixture {
  /// Five jobs with three instances each, 200 samples a series, half of them flushed.
  private StorageSubject grid() {
    var subject = StorageSubject.of(this);
    for (int half = 0; half < 2; half++) {
      var samples = new ArrayList<Sample>();
      for (int series = 0; series < 15; series++) {
        Labels labels =
            Labels.of("__name__", "grid", "job", "j" + series % 5, "instance", "i" + series / 5);
        for (int i = 100 * half; i < 100 * (half + 1); i++) {
          samples.add(Sample.of(labels, 1_000L * i, i % 7 == 3 ? StaleMarker.value() : i % 11));
        }
      }
      subject.append(samples.toArray(Sample[]::new));
      if (half == 0) {
        subject.flush();
      }
    }
    return subject;
  }

  @Test
  default void hints_do_not_change_the_answer() {
    var range = new TimeRange(50_000, 150_000);
    try (var subject = grid();
        Querier querier = subject.querier()) {
      SelectHints.Builder plain = SelectHints.builder(range);
      List<SelectHints> hinted =
          List.of(
              SelectHints.builder(range).sorted(true).build(),
              SelectHints.builder(range).step(15_000).window(60_000).function("rate").build(),
              SelectHints.builder(range).function("sum").groupedBy(List.of("job")).build(),
              SelectHints.builder(range).function("sum").groupedWithout(List.of("job")).build(),
              SelectHints.builder(range).numericAsF64(true).build(),
              SelectHints.builder(range).columns(EnumSet.allOf(Column.class)).build());

      SortedMap<Labels, List<Sample>> expected =
          StorageReader.read(querier, Selection.everything(), plain.build());
      assertThat(expected).hasSize(15);
      for (int i = 0; i < hinted.size(); i++) {
        assertThat(StorageReader.read(querier, Selection.everything(), hinted.get(i)))
            .as("hints %d", i)
            .isEqualTo(expected);
      }
    }
  }

  @Test
  default void sorted_series_come_in_the_order_of_their_labels() {
    try (var subject = grid();
        Querier querier = subject.querier();
        SeriesSet set =
            querier.select(
                Selection.everything(), SelectHints.builder(TimeRange.ALL).sorted(true).build())) {
      var order = new ArrayList<Labels>();
      while (set.next()) {
        order.add(set.labels());
      }
      assertThat(order).hasSize(15).isSorted();
    }
  }

  @Test
  default void the_parts_of_a_split_set_are_the_whole() {
    try (var subject = grid();
        Querier querier = subject.querier()) {
      SortedMap<Labels, List<Sample>> whole =
          StorageReader.read(querier, Selection.everything(), TimeRange.ALL);
      SeriesSet set = querier.select(Selection.everything(), SelectHints.over(TimeRange.ALL));
      List<SeriesSet> parts = set.split(4);

      assertThat(parts).hasSizeBetween(1, 4);
      var union = new TreeMap<Labels, List<Sample>>();
      for (SeriesSet part : parts) {
        StorageReader.drain(part, TimeRange.ALL)
            .forEach((labels, list) -> assertThat(union.put(labels, list)).isNull());
        part.close();
      }
      assertThat(union).isEqualTo(whole);
    }
  }

  @Test
  default void a_limit_of_series_gives_some_of_them_whole() {
    try (var subject = grid();
        Querier querier = subject.querier()) {
      SortedMap<Labels, List<Sample>> whole =
          StorageReader.read(querier, Selection.everything(), TimeRange.ALL);

      SortedMap<Labels, List<Sample>> some =
          StorageReader.read(
              querier,
              Selection.everything(),
              SelectHints.builder(TimeRange.ALL).sorted(true).seriesLimit(4).build());

      assertThat(some).hasSizeGreaterThanOrEqualTo(4);
      some.forEach((labels, list) -> assertThat(list).isEqualTo(whole.get(labels)));
    }
  }

  @Test
  default void equal_values_of_a_projected_label_have_equal_numbers() {
    SelectHints projected =
        SelectHints.builder(TimeRange.ALL)
            .projection(List.of("job", "instance", "nowhere"))
            .groupedBy(List.of("job"))
            .build();
    try (var subject = grid();
        Querier querier = subject.querier();
        SeriesSet set = querier.select(Selection.everything(), projected)) {
      var numbers = new HashMap<String, Integer>();
      while (set.next()) {
        String job = set.labels().getOrEmpty("job");
        int id = set.valueId(0);
        assertThat(id).isNotNegative();
        assertThat(numbers.computeIfAbsent(job, _ -> id)).as("number of %s", job).isEqualTo(id);
        assertThat(set.valueId(1)).isNotNegative();
        assertThat(set.valueId(2)).isEqualTo(-1);
      }
      assertThat(numbers).hasSize(5);
      assertThat(new HashSet<>(numbers.values())).hasSize(5);
    }
  }

  @Test
  default void integers_and_truth_are_doubles_when_asked_for() {
    Labels flag = Labels.of("__name__", "flag");
    Labels big = Labels.of("__name__", "big");
    Labels text = Labels.of("__name__", "text");
    SelectHints numbers = SelectHints.builder(TimeRange.ALL).numericAsF64(true).build();
    try (var subject = StorageSubject.of(this)) {
      subject.append(
          Sample.of(flag, 1, new Value.Bool(true)),
          Sample.of(big, 1, new Value.U64(-1)),
          Sample.of(text, 1, new Value.Text("x")));
      try (Querier querier = subject.querier();
          SeriesSet set = querier.select(Selection.everything(), numbers)) {
        var found = new TreeMap<Labels, Double>();
        var block = new Block();
        while (set.next()) {
          ChunkCursor cursor = set.samples();
          while (cursor.nextChunk()) {
            cursor.load(block);
            if (block.kind().isNumeric()) {
              found.put(set.labels(), block.number(block.from()));
            }
          }
        }
        assertThat(found).isEqualTo(new TreeMap<>(Map.of(flag, 1.0, big, 0x1p64)));
      }
    }
  }

  @Test
  default void a_plan_counts_what_a_read_would_touch() {
    try (var subject = grid();
        Querier querier = subject.querier()) {
      SelectHints hints = SelectHints.over(TimeRange.ALL);

      ReadPlan plan = querier.plan(Selection.everything(), hints);
      ReadPlan nothing = querier.plan(Selection.of(Matcher.equal("job", "z")), hints);

      long series = plan.parts().stream().mapToLong(ReadPlan.Part::series).max().orElseThrow();
      long samples = plan.parts().stream().mapToLong(ReadPlan.Part::samples).sum();
      assertThat(series).isGreaterThanOrEqualTo(15);
      assertThat(samples).isGreaterThanOrEqualTo(15 * 200);
      assertThat(nothing.parts().stream().mapToLong(ReadPlan.Part::samples).sum()).isZero();
      assertThat(querier.warnings()).isEqualTo(Collections.emptyList());
    }
  }

  @Test
  default void series_of_reserved_names_are_hidden_unless_asked_for() {
    Labels rollup = Labels.of("__name__", Labels.ROLLUP_PREFIX + "p:m");
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(rollup, 1, 1));
      try (Querier querier = subject.querier()) {
        SelectHints shown = SelectHints.builder(TimeRange.ALL).internal(true).build();
        SelectHints hidden = SelectHints.over(TimeRange.ALL);

        assertThat(StorageReader.read(querier, Selection.everything(), shown))
            .containsOnlyKeys(A, rollup);
        assertThat(StorageReader.read(querier, Selection.everything(), hidden)).containsOnlyKeys(A);
      }
    }
  }
}
