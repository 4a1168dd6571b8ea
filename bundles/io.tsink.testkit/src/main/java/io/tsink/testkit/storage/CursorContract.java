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
import io.tsink.api.store.ChunkSummary;
import io.tsink.api.store.LatestSet;
import io.tsink.api.store.Querier;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SelectHints.Column;
import io.tsink.api.store.SeriesSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// What a cursor says without loading a chunk, and the samples found without one.
public interface CursorContract extends StorageFixture {
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
  default void seeking_passes_only_what_lies_before() {
    try (var subject = grid();
        Querier querier = subject.querier()) {
      Selection one = Selection.of(Matcher.equal("job", "j0"), Matcher.equal("instance", "i0"));
      List<Sample> all = StorageReader.read(querier, one, TimeRange.ALL).values().iterator().next();
      var block = new Block();
      for (long time : new long[] {-1, 0, 1, 49_999, 100_000, 199_000, 199_001}) {
        try (SeriesSet set = querier.select(one, SelectHints.over(TimeRange.ALL))) {
          assertThat(set.next()).isTrue();
          ChunkCursor cursor = set.samples();
          cursor.seek(time);
          List<Sample> left = StorageReader.drain(set.labels(), cursor, TimeRange.ALL, block);
          assertThat(left.stream().filter(s -> s.time() >= time))
              .as("from %d on", time)
              .containsExactlyElementsOf(all.stream().filter(s -> s.time() >= time).toList());
        }
      }
    }
  }

  @Test
  default void chunks_may_be_passed_without_loading_them() {
    try (var subject = grid();
        Querier querier = subject.querier();
        SeriesSet set = querier.select(Selection.everything(), SelectHints.over(TimeRange.ALL))) {
      int series = 0;
      while (set.next()) {
        series++;
        ChunkCursor cursor = set.samples();
        int rows = 0;
        long before = Long.MIN_VALUE;
        while (cursor.nextChunk()) {
          assertThat(cursor.minTime()).isGreaterThan(before);
          assertThat(cursor.maxTime()).isGreaterThanOrEqualTo(cursor.minTime());
          before = cursor.maxTime();
          rows += cursor.count();
        }
        assertThat(rows).as("rows of all headers").isGreaterThanOrEqualTo(200);
      }
      assertThat(series).isEqualTo(15);
    }
  }

  @Test
  default void a_summary_is_what_the_block_says() {
    SelectHints hints =
        SelectHints.builder(new TimeRange(0, 150_000))
            .columns(EnumSet.of(Column.TIME, Column.VALUE, Column.SUMMARY))
            .build();
    try (var subject = grid();
        Querier querier = subject.querier();
        SeriesSet set = querier.select(Selection.everything(), hints)) {
      var block = new Block();
      while (set.next()) {
        ChunkCursor cursor = set.samples();
        while (cursor.nextChunk()) {
          ChunkSummary summary = cursor.summary();
          if (summary != null) {
            cursor.load(block);
            double[] values = Arrays.copyOfRange(block.doubles(), block.from(), block.to());
            long[] times = Arrays.copyOfRange(block.times(), block.from(), block.to());
            assertThat(summary).isEqualTo(SampleSummary.of(times, values));
          }
        }
      }
    }
  }

  @Test
  default void sequences_are_given_when_asked_for_and_name_the_winning_commit() {
    SelectHints hints =
        SelectHints.builder(TimeRange.ALL).columns(EnumSet.allOf(Column.class)).build();
    try (var subject = StorageSubject.of(this)) {
      subject.appendAt(10, A, 1, 1);
      subject.appendAt(30, A, 2, 2);
      subject.appendAt(20, A, 2, 3);
      subject.flush();
      try (Querier querier = subject.querier();
          SeriesSet set = querier.select(Selection.everything(), hints)) {
        assertThat(set.next()).isTrue();
        ChunkCursor cursor = set.samples();
        var block = new Block();
        var sequences = new ArrayList<Long>();
        while (cursor.nextChunk()) {
          cursor.load(block);
          assertThat(block.hasSequences()).isTrue();
          for (int i = block.from(); i < block.to(); i++) {
            sequences.add(block.sequences()[i]);
          }
        }
        assertThat(sequences).containsExactly(10L, 30L);
      }
    }
  }

  @Test
  default void the_latest_samples_are_those_that_select_gives() {
    Labels flag = Labels.of("__name__", "flag");
    Labels text = Labels.of("__name__", "text");
    try (var subject = grid()) {
      subject.append(
          Sample.of(flag, 120_000, new Value.Bool(true)),
          Sample.of(text, 130_000, new Value.Text("x")).since(9));
      try (Querier querier = subject.querier()) {
        for (long at : new long[] {-1, 0, 500, 99_000, 120_000, 199_000, 1_000_000}) {
          for (long lookback : new long[] {1, 1_000, 50_000, 300_000}) {
            assertThat(latest(querier, at, lookback))
                .as("at %d, looking back %d", at, lookback)
                .isEqualTo(lastOf(querier, TimeRange.inclusive(at - lookback + 1, at)));
          }
        }
      }
    }
  }

  private static Map<Labels, Sample> lastOf(Querier querier, TimeRange range) {
    var last = new TreeMap<Labels, Sample>();
    StorageReader.read(querier, Selection.everything(), range)
        .forEach((labels, samples) -> last.put(labels, samples.getLast()));
    return last;
  }

  private static Map<Labels, Sample> latest(Querier querier, long at, long lookback) {
    SelectHints hints = SelectHints.over(TimeRange.ALL);
    var found = new TreeMap<Labels, Sample>();
    try (LatestSet set = querier.latest(Selection.everything(), at, lookback, hints)) {
      while (set.nextBatch()) {
        for (int i = 0; i < set.size(); i++) {
          Value value = set.value(i);
          assertThat(set.kind(i)).isEqualTo(value.kind());
          if (value instanceof Value.F64(double number)) {
            assertThat(Double.doubleToRawLongBits(set.numbers()[i]))
                .isEqualTo(Double.doubleToRawLongBits(number));
          }
          var sample = new Sample(set.labels(i), set.times()[i], value, set.start(i));
          assertThat(found.put(set.labels(i), sample)).isNull();
        }
      }
    }
    return found;
  }
}
