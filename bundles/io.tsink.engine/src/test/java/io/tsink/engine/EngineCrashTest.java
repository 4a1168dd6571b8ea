package io.tsink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.DeleteOptions;
import io.tsink.api.store.Maintenance;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FaultyFiles;
import io.tsink.testkit.Sampling;
import io.tsink.testkit.storage.Sample;
import io.tsink.testkit.storage.StorageReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What was acknowledged is there after a loss of power at any point, and nothing that was not
/// sent.
final class EngineCrashTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int BATCHES = 24;
  private static final int ROWS = 4;
  private static final Labels DELETED = Labels.of("__name__", "deleted");

  private static EngineOptions options(FaultyFiles files) {
    return EngineOptions.builder()
        .dataPath(Path.of("/store"))
        .files(files)
        .precision(TimestampPrecision.MILLISECONDS)
        .retention(null)
        .futureSkew(null)
        .chunkPoints(5)
        .partitionWindow(Duration.ofMillis(64))
        .walSegmentBytes(600)
        .flushInterval(Duration.ofHours(1))
        .compactionInterval(Duration.ofHours(1))
        .compactionReserveBytes(0)
        .build();
  }

  /// What a run has done when it ended.
  private static final class Run {
    final List<Integer> acknowledged = new ArrayList<>();
    int sent;
    boolean deleted;
    boolean deleteSent;
  }

  /// Writes batches, with flushes and a delete between them, until it is done or the process dies.
  private static Run play(FaultyFiles files) {
    var run = new Run();
    Engine engine = Engine.open(options(files), EngineCodecs.plain());
    try {
      engine.awaitReady(PATIENCE);
      for (int batch = 0; batch < BATCHES; batch++) {
        run.sent = batch + 1;
        append(engine, batch);
        run.acknowledged.add(batch);
        if (batch == BATCHES / 2) {
          run.deleteSent = true;
          engine.delete(Selection.series(DELETED), TimeRange.ALL, DeleteOptions.defaults());
          run.deleted = true;
        }
        if (batch % 7 == 5) {
          engine.capability(Maintenance.class).orElseThrow().flush();
        }
      }
    } catch (FaultyFiles.Crash | StorageException _) {
      // the process is dead
    } finally {
      abandon(engine);
    }
    return run;
  }

  private static void abandon(Engine engine) {
    try {
      engine.close();
    } catch (FaultyFiles.Crash | StorageException _) {
      // dead processes do not close
    }
  }

  private static Labels series(int batch, int row) {
    return Labels.of("__name__", "m", "row", "" + row, "generation", "" + batch / 5);
  }

  private static void append(Storage storage, int number) {
    try (Appender appender = storage.appender(AppendContext.local())) {
      var batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
      for (int row = 0; row < ROWS; row++) {
        batch.add(batch.slot(appender.series(series(number, row))), 10L * number + row, number);
      }
      if (number < BATCHES / 2) {
        batch.add(batch.slot(appender.series(DELETED)), number, number);
      }
      appender.commit(batch, CommitOptions.defaults());
    }
  }

  private static void check(Run run, SortedMap<Labels, List<Sample>> found, String where) {
    for (int batch = 0; batch < BATCHES; batch++) {
      int rows = 0;
      for (int row = 0; row < ROWS; row++) {
        var expected = Sample.of(series(batch, row), 10L * batch + row, batch);
        rows += found.getOrDefault(series(batch, row), List.of()).contains(expected) ? 1 : 0;
      }
      if (run.acknowledged.contains(batch)) {
        assertThat(rows).as("%s: rows of acknowledged batch %d", where, batch).isEqualTo(ROWS);
      } else if (batch < run.sent) {
        assertThat(rows).as("%s: rows of sent batch %d", where, batch).isIn(0, ROWS);
      } else {
        assertThat(rows).as("%s: rows of batch %d, not sent", where, batch).isZero();
      }
    }
    if (run.deleted) {
      assertThat(found).as("%s: deleted", where).doesNotContainKey(DELETED);
    } else if (!run.deleteSent && run.acknowledged.size() > 3) {
      assertThat(found).as("%s: not deleted", where).containsKey(DELETED);
    }
  }

  private static SortedMap<Labels, List<Sample>> reopened(FaultyFiles files) {
    try (Engine engine = Engine.open(options(files), EngineCodecs.plain())) {
      engine.awaitReady(PATIENCE);
      return StorageReader.read(engine, Selection.everything(), TimeRange.ALL);
    }
  }

  @Test
  void everything_acknowledged_survives_a_loss_of_power_at_any_point() {
    var whole = new FaultyFiles();
    Run all = play(whole);
    assertThat(all.acknowledged).hasSize(BATCHES);
    long points = whole.points();
    long seed = Sampling.seed(getClass());
    int step = Sampling.nightly() ? 1 : 3;
    for (long point = 1L + Math.floorMod(seed, step); point <= points; point += step) {
      String where = "seed %d, crash before change %d of %d".formatted(seed, point, points);
      FaultyFiles files = new FaultyFiles().crashAt(point);
      Run run = play(files);

      FaultyFiles left = files.afterPowerCut(new SplittableRandom(seed + point));

      check(run, reopened(left), where);
      check(run, reopened(left.afterPowerCut(new SplittableRandom(seed - point))), where);
    }
  }

  @Test
  void everything_acknowledged_survives_the_end_of_the_process() {
    var files = new FaultyFiles();
    Run run = play(files);

    check(run, reopened(files.afterKill()), "after the end");
  }
}
