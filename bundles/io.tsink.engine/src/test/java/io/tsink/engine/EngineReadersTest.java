package io.tsink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkCursor;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.Maintenance;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SeriesSet;
import io.tsink.api.store.Storage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Readers see a whole and growing store while it is written to and flushed.
final class EngineReadersTest {
  private static final int SERIES = 8;
  private static final int COMMITS = 600;

  @TempDir private Path directory;

  private Engine open() {
    EngineOptions options =
        EngineOptions.builder()
            .dataPath(directory)
            .precision(TimestampPrecision.MILLISECONDS)
            .retention(null)
            .futureSkew(null)
            .chunkPoints(16)
            .partitionWindow(Duration.ofMillis(100))
            .walSyncInterval(Duration.ofHours(1))
            .flushInterval(Duration.ofMillis(5))
            .build();
    return Engine.open(options, EngineCodecs.plain()).awaitReady(Duration.ofSeconds(30));
  }

  /// Every commit adds one sample to each series, of the same time and value.
  private static void write(Storage storage, AtomicLong committed) {
    try (Appender appender = storage.appender(AppendContext.local())) {
      var batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
      for (int i = 0; i < COMMITS; i++) {
        batch.clear();
        for (int series = 0; series < SERIES; series++) {
          Labels labels = Labels.of("__name__", "m", "series", "" + series);
          batch.add(batch.slot(appender.series(labels)), i, i);
        }
        appender.commit(batch, CommitOptions.defaults());
        committed.set(i + 1L);
      }
    }
  }

  /// Reads all series and checks that each has the samples 0 to n − 1, with one n for all; returns
  /// n.
  private static long read(Storage storage) {
    long count = -1;
    var block = new Block();
    try (Querier querier = storage.querier(QueryContext.unlimited(), ReadOptions.defaults());
        SeriesSet set = querier.select(Selection.everything(), SelectHints.over(TimeRange.ALL))) {
      int series = 0;
      while (set.next()) {
        series++;
        long next = 0;
        ChunkCursor samples = set.samples();
        while (samples.nextChunk()) {
          samples.load(block);
          for (int row = block.from(); row < block.to(); row++) {
            assertThat(block.times()[row]).isEqualTo(next);
            assertThat(block.doubles()[row]).isEqualTo((double) next);
            next++;
          }
        }
        assertThat(next).isEqualTo(count < 0 ? next : count);
        count = next;
      }
      assertThat(series).isIn(0, SERIES);
    }
    return Math.max(0, count);
  }

  @Test
  void readers_see_every_commit_whole_and_none_is_lost_while_flushes_go_on() throws Exception {
    var committed = new AtomicLong();
    var done = new AtomicBoolean();
    try (Engine engine = open();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writer = threads.submit(() -> write(engine, committed));
      Future<?> flushes =
          threads.submit(
              () -> {
                while (!done.get()) {
                  engine.capability(Maintenance.class).orElseThrow().flush();
                }
              });
      long last = 0;
      while (last < COMMITS) {
        long before = committed.get();
        long seen = read(engine);
        assertThat(seen).isGreaterThanOrEqualTo(before).isGreaterThanOrEqualTo(last);
        last = seen;
      }
      writer.get();
      done.set(true);
      flushes.get();
      assertThat(read(engine)).isEqualTo(COMMITS);
    }
    try (Engine engine = open()) {
      assertThat(read(engine)).isEqualTo(COMMITS);
    }
  }

  @Test
  void a_view_that_is_open_stays_as_it_was() {
    try (Engine engine = open()) {
      write(engine, new AtomicLong());
      try (Querier before = engine.querier(QueryContext.unlimited(), ReadOptions.defaults())) {
        Labels late = Labels.of("__name__", "late");
        try (Appender appender = engine.appender(AppendContext.local())) {
          var batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
          batch.add(batch.slot(appender.series(late)), 1, 1);
          appender.commit(batch, CommitOptions.defaults());
        }
        engine.capability(Maintenance.class).orElseThrow().flush();

        assertThat(before.count(Selection.everything(), TimeRange.ALL)).isEqualTo(SERIES);
        assertThat(read(engine, late)).isEqualTo(1);
      }
    }
  }

  private static long read(Storage storage, Labels labels) {
    try (Querier querier = storage.querier(QueryContext.unlimited(), ReadOptions.defaults())) {
      return querier.count(Selection.series(labels), TimeRange.ALL);
    }
  }
}
