package io.tsink.engine;

import static io.tsink.engine.StoreTrial.A;
import static io.tsink.engine.StoreTrial.B;
import static io.tsink.engine.StoreTrial.append;
import static io.tsink.engine.StoreTrial.flush;
import static io.tsink.engine.StoreTrial.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.ChunkSummary;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.DeleteOptions;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SelectHints.Column;
import io.tsink.api.store.SeriesSet;
import io.tsink.engine.io.FaultyFiles;
import io.tsink.testkit.storage.Sample;
import io.tsink.testkit.storage.StorageReader;
import io.tsink.testkit.storage.StorageWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What is not asked for is not decoded: chunks outside of a range, other series, and chunks whose
/// summary is enough.
final class EngineSummaryTest {
  private static final int CHUNK = 10;
  private static final int CHUNKS = 12;

  private final CountingRuns codec = new CountingRuns();

  /// A store of chunks of ten samples of `A` and `B`, ten apart, with a gap of a hundred chunks.
  private void with(Consumer<Engine> test) {
    EngineCodecs codecs = EngineCodecs.plain();
    assertThat(codecs.bind(codec, 0)).isNull();
    try (Engine engine =
        Engine.open(options(new FaultyFiles()).chunkPoints(CHUNK).build(), codecs)
            .awaitReady(StoreTrial.PATIENCE)) {
      for (int chunk = 0; chunk < CHUNKS; chunk++) {
        long first = first(chunk);
        var samples = new ArrayList<Sample>();
        for (Labels labels : List.of(A, B)) {
          for (int i = 0; i < CHUNK; i++) {
            samples.add(Sample.of(labels, first + i, chunk));
          }
        }
        StorageWriter.write(engine, CommitOptions.defaults(), samples);
      }
      flush(engine);
      codec.decoded.set(0);
      test.accept(engine);
    }
  }

  private static long first(int chunk) {
    return (chunk < CHUNKS / 2 ? chunk : 100L + chunk) * CHUNK;
  }

  /// The summaries of the chunks of `A`, each of null where there is none.
  private static List<ChunkSummary> summaries(Engine engine, TimeRange range) {
    SelectHints hints =
        SelectHints.builder(range)
            .columns(EnumSet.of(Column.TIME, Column.VALUE, Column.SUMMARY))
            .build();
    var list = new ArrayList<ChunkSummary>();
    try (Querier querier = engine.querier(QueryContext.unlimited(), ReadOptions.defaults());
        SeriesSet set = querier.select(Selection.series(A), hints)) {
      while (set.next()) {
        ChunkCursor cursor = set.samples();
        while (cursor.nextChunk()) {
          list.add(cursor.summary());
          if (cursor.summary() == null) {
            cursor.load(new Block());
          }
        }
      }
    }
    return list;
  }

  @Test
  void whole_chunks_are_summed_up_without_decoding_any() {
    with(
        engine -> {
          List<ChunkSummary> found = summaries(engine, TimeRange.ALL);

          assertThat(found).hasSize(CHUNKS).doesNotContainNull();
          assertThat(found.stream().mapToLong(ChunkSummary::rows).sum()).isEqualTo(120);
          assertThat(found.stream().mapToDouble(ChunkSummary::sum).sum()).isEqualTo(660);
          assertThat(found.getLast().max()).isEqualTo(11);
          assertThat(codec.decoded).hasValue(0);
        });
  }

  @Test
  void a_summary_survives_a_merge_of_segments() {
    with(
        engine -> {
          List<ChunkSummary> before = summaries(engine, TimeRange.ALL);
          for (int i = 0; i < 3; i++) {
            append(engine, B, 5_000 + i, 1);
            flush(engine);
          }
          engine.compact();
          codec.decoded.set(0);

          assertThat(summaries(engine, TimeRange.ALL)).isEqualTo(before);
          assertThat(codec.decoded).hasValue(0);
        });
  }

  @Test
  void only_the_chunks_that_a_range_cuts_are_decoded() {
    with(
        engine -> {
          List<ChunkSummary> found = summaries(engine, new TimeRange(5, 25));

          assertThat(found).hasSize(3);
          assertThat(found.get(0)).isNull();
          assertThat(found.get(1)).isNotNull();
          assertThat(found.get(2)).isNull();
          assertThat(codec.decoded).hasValue(2);
        });
  }

  @Test
  void a_delete_takes_the_summary_of_the_chunks_that_it_touches_only() {
    with(
        engine -> {
          engine.delete(Selection.series(A), new TimeRange(15, 18), DeleteOptions.defaults());
          List<ChunkSummary> found = summaries(engine, TimeRange.ALL);

          assertThat(found).hasSize(CHUNKS);
          assertThat(found.get(1)).isNull();
          assertThat(found.stream().filter(summary -> summary == null)).hasSize(1);
        });
  }

  @Test
  void chunks_that_overlap_have_no_summary() {
    with(
        engine -> {
          append(engine, A, 15, 99);
          List<ChunkSummary> found = summaries(engine, TimeRange.ALL);

          assertThat(found.get(1)).isNull();
          assertThat(found.stream().filter(summary -> summary == null)).hasSize(1);
        });
  }

  @Test
  void reading_a_range_decodes_its_chunks_of_its_series_only() {
    with(
        engine -> {
          var read =
              StorageReader.read(
                  engine, Selection.of(Matcher.equal("__name__", "a")), new TimeRange(20, 40));

          assertThat(read.get(A)).hasSize(20);
          assertThat(read).hasSize(1);
          assertThat(codec.decoded).hasValue(2);
        });
  }

  @Test
  void reading_a_gap_decodes_nothing() {
    with(
        engine -> {
          long from = first(CHUNKS / 2 - 1) + CHUNK;
          var read =
              StorageReader.read(
                  engine, Selection.everything(), new TimeRange(from, first(CHUNKS / 2)));

          assertThat(read).isEmpty();
          assertThat(codec.decoded).hasValue(0);
        });
  }
}
