package io.tsink.engine;

import static io.tsink.engine.StoreTrial.A;
import static io.tsink.engine.StoreTrial.B;
import static io.tsink.engine.StoreTrial.DIRECTORY;
import static io.tsink.engine.StoreTrial.append;
import static io.tsink.engine.StoreTrial.assertFails;
import static io.tsink.engine.StoreTrial.flush;
import static io.tsink.engine.StoreTrial.healthCodes;
import static io.tsink.engine.StoreTrial.open;
import static io.tsink.engine.StoreTrial.options;
import static io.tsink.engine.StoreTrial.samples;
import static io.tsink.engine.StoreTrial.statistic;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.api.store.StoreStatus;
import io.tsink.engine.io.FaultyFiles;
import io.tsink.testkit.storage.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What an engine does when something goes wrong or runs out.
final class EngineFailureTest {
  private static final Path SEGMENTS = DIRECTORY.resolve("segments");

  private static void flip(FaultyFiles files, Path file, int offset) {
    byte[] bytes = files.bytes(file);
    bytes[offset < 0 ? bytes.length + offset : offset] ^= 1;
    files.bytes(file, bytes);
  }

  @Test
  void a_damaged_segment_is_set_aside_and_the_rest_is_served() throws Exception {
    for (String part : List.of("segment.meta", "segment.index", "segment.chunks")) {
      var files = new FaultyFiles();
      try (Engine engine = open(options(files))) {
        append(engine, A, 1, 1);
        flush(engine);
        append(engine, B, 2, 2);
        flush(engine);
      }
      Path first = files.list(SEGMENTS).getFirst();
      flip(files, first.resolve(part), -1);
      try (Engine engine = open(options(files))) {
        assertThat(samples(engine, B)).as(part).containsExactly(Sample.of(B, 2, 2));
        assertThat(healthCodes(engine)).as(part).contains("quarantined-segment");
        assertThat(statistic(engine, "tsink_segments_quarantined")).isEqualTo(1);
      }
    }
  }

  @Test
  void a_damaged_log_stops_the_opening_or_is_skipped_when_salvage_is_wanted() throws Exception {
    var files = new FaultyFiles();
    try (Engine engine = open(options(files))) {
      append(engine, A, 1, 1);
      append(engine, B, 2, 2);
    }
    Path log =
        files.list(DIRECTORY.resolve("wal")).stream()
            .filter(path -> path.toString().endsWith("1.wal"))
            .findFirst()
            .orElseThrow();
    flip(files, log, files.bytes(log).length - 1);

    assertFails(ErrorKind.CORRUPTION, () -> open(options(files)), log.toString());

    try (Engine engine = open(options(files).walSalvage(true))) {
      assertThat(samples(engine, A)).containsExactly(Sample.of(A, 1, 1));
    }
  }

  @Test
  void a_full_disk_refuses_writes_until_there_is_room_again() {
    var files = new FaultyFiles();
    try (Engine engine = open(options(files))) {
      append(engine, A, 1, 1);
      files.capacity(0);

      assertFails(ErrorKind.STORAGE_FULL, () -> append(engine, A, 2, 2));
      assertThat(samples(engine, A)).containsExactly(Sample.of(A, 1, 1));

      files.capacity(Long.MAX_VALUE);
      append(engine, A, 3, 3);
    }
    try (Engine engine = open(options(files))) {
      assertThat(samples(engine, A)).containsExactly(Sample.of(A, 1, 1), Sample.of(A, 3, 3));
    }
  }

  @Test
  void a_new_series_whose_first_write_failed_is_whole_after_a_restart() {
    var files = new FaultyFiles();
    try (Engine engine = open(options(files))) {
      append(engine, A, 1, 1);
      files.capacity(0);
      assertFails(ErrorKind.STORAGE_FULL, () -> append(engine, B, 1, 1));
      files.capacity(Long.MAX_VALUE);
      append(engine, B, 2, 2);
      append(engine, B, 3, 3);
    }
    try (Engine engine = open(options(files))) {
      assertThat(samples(engine, B)).containsExactly(Sample.of(B, 2, 2), Sample.of(B, 3, 3));
    }
  }

  @Test
  void a_flush_that_fails_leaves_everything_where_it_was() {
    var files = new FaultyFiles();
    try (Engine engine = open(options(files))) {
      append(engine, A, 1, 1);
      files.fault(
          (operation, path) -> {
            if (operation == FaultyFiles.Operation.RENAME && path.startsWith(SEGMENTS)) {
              throw new IOException("broken on purpose");
            }
          });
      assertFails(ErrorKind.IO, () -> flush(engine), "broken on purpose");
      assertThat(samples(engine, A)).containsExactly(Sample.of(A, 1, 1));

      files.noFault();
      flush(engine);
      assertThat(samples(engine, A)).containsExactly(Sample.of(A, 1, 1));
      assertThat(statistic(engine, "tsink_segment_samples")).isEqualTo(1);
    }
  }

  @Test
  void a_bug_in_background_work_stops_writes_and_not_reads() throws Exception {
    var files = new FaultyFiles();
    try (Engine engine =
        open(
            options(files)
                .chunkPoints(1)
                .flushMaxWaiting(Duration.ZERO)
                .flushInterval(Duration.ofMillis(1)))) {
      append(engine, A, 1, 1);
      files.fault(
          (_, path) -> {
            if (path.startsWith(SEGMENTS)) {
              throw new IllegalStateException("a bug");
            }
          });
      append(engine, A, 2, 2);
      while (engine.status().state() != StoreStatus.State.FENCED) {
        Thread.onSpinWait();
      }

      assertFails(ErrorKind.FENCED, () -> append(engine, A, 3, 3), "a bug");
      assertThat(samples(engine, A)).containsExactly(Sample.of(A, 1, 1), Sample.of(A, 2, 2));
      assertThat(healthCodes(engine)).contains("fenced");
    }
  }

  @Test
  void a_store_in_memory_refuses_what_exceeds_its_budget() {
    try (Engine engine =
        open(
            EngineOptions.builder()
                .retention(null)
                .futureSkew(null)
                .memoryBudgetBytes(4_000)
                .writeTimeout(Duration.ofMillis(10)))) {
      append(engine, A, 1, 1);
      assertFails(
          ErrorKind.MEMORY_BUDGET_EXCEEDED,
          () -> {
            for (int i = 0; i < 1_000; i++) {
              append(engine, Labels.of("__name__", "m", "i", "" + i), 1, 1);
            }
          });
      assertThat(samples(engine, A)).hasSize(1);
    }
  }

  @Test
  void a_flush_makes_room_when_memory_is_short() {
    try (Engine engine = open(options(new FaultyFiles()).memoryBudgetBytes(20_000))) {
      for (int i = 0; i < 500; i++) {
        append(engine, Labels.of("__name__", "m", "i", "" + i), 1, 1);
      }
      assertThat(statistic(engine, "tsink_series")).isEqualTo(500);
      assertThat(statistic(engine, "tsink_memory_used_bytes")).isLessThanOrEqualTo(20_000);
    }
  }

  @Test
  void a_flush_makes_room_when_the_log_is_too_large() {
    try (Engine engine =
        open(options(new FaultyFiles()).walSegmentBytes(2_000).walSizeLimitBytes(20_000))) {
      for (int i = 0; i < 1_000; i++) {
        append(engine, A, i, i);
      }
      assertThat(samples(engine, A)).hasSize(1_000);
      assertThat(statistic(engine, "tsink_wal_size_bytes")).isLessThan(25_000);
    }
  }

  @Test
  void a_write_beyond_the_permits_ends_after_its_time() throws Exception {
    var files = new FaultyFiles();
    var reached = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    try (Engine engine = open(options(files).maxWriters(1).writeTimeout(Duration.ofMillis(20)));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      files.fault(
          (operation, _) -> {
            if (operation == FaultyFiles.Operation.SYNC) {
              reached.countDown();
              await(goOn);
            }
          });
      Future<?> slow = threads.submit(() -> append(engine, A, 1, 1));
      reached.await();

      try {
        assertFails(ErrorKind.WRITE_TIMEOUT, () -> append(engine, B, 1, 1));
      } finally {
        goOn.countDown();
      }
      slow.get();
      append(engine, B, 1, 1);
      assertThat(samples(engine, B)).hasSize(1);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void what_is_in_segments_is_not_replayed() {
    var files = new FaultyFiles();
    try (Engine engine = open(options(files))) {
      for (int i = 0; i < 10; i++) {
        append(engine, A, i, i);
      }
      flush(engine);
    }
    try (Engine engine = open(options(files))) {
      assertThat(statistic(engine, "tsink_head_series")).isZero();
      assertThat(samples(engine, A)).hasSize(10);
    }
  }

  @Test
  void a_commit_that_failed_leaves_nothing_behind() {
    var files = new FaultyFiles();
    try (Engine engine = open(options(files))) {
      append(engine, A, 1, 1);
      files.fault(
          (operation, _) -> {
            if (operation == FaultyFiles.Operation.APPEND) {
              throw new IOException("broken on purpose");
            }
          });
      try {
        append(engine, A, 2, 2);
      } catch (StorageException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.IO);
      }
      files.noFault();
      assertThat(samples(engine, A)).containsExactly(Sample.of(A, 1, 1));
    }
    try (Engine engine = open(options(files))) {
      assertThat(samples(engine, A)).containsExactly(Sample.of(A, 1, 1));
    }
  }
}
