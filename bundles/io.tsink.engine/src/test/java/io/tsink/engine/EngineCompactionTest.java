package io.tsink.engine;

import static io.tsink.engine.StoreTrial.A;
import static io.tsink.engine.StoreTrial.B;
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
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.DeleteOptions;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SeriesSet;
import io.tsink.api.store.StorageException;
import io.tsink.api.store.StoreStatus;
import io.tsink.engine.io.DiskFullException;
import io.tsink.engine.io.FaultyFiles;
import io.tsink.testkit.Sampling;
import io.tsink.testkit.storage.Sample;
import io.tsink.testkit.storage.StorageReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Segments are merged, and nothing that is read changes by it.
final class EngineCompactionTest {
  private static final Path SEGMENTS = StoreTrial.DIRECTORY.resolve("segments");

  /// Writes and flushes segments `[from, to)`; each has ten samples of `A` and one of `B`.
  private static void segments(Engine engine, int from, int to) {
    for (int segment = from; segment < to; segment++) {
      for (int i = 0; i < 10; i++) {
        append(engine, A, 10L * segment + i, segment);
      }
      append(engine, B, 1, segment);
      flush(engine);
    }
  }

  private static Map<Labels, List<Sample>> everything(Engine engine) {
    return StorageReader.read(engine, Selection.everything(), TimeRange.ALL);
  }

  private static List<String> names(FaultyFiles files) throws IOException {
    return files.list(SEGMENTS).stream().map(path -> "" + path.getFileName()).toList();
  }

  private static void assertNoLeak(Engine engine) {
    assertThat(statistic(engine, "tsink_open_queriers")).isZero();
    assertThat(statistic(engine, "tsink_segments_mapped"))
        .isEqualTo(statistic(engine, "tsink_segments"));
  }

  @Test
  void eight_segments_become_one_that_answers_the_same() throws IOException {
    var files = new FaultyFiles();
    Map<Labels, List<Sample>> before;
    try (Engine engine = open(options(files))) {
      segments(engine, 0, 8);
      before = everything(engine);

      engine.compact();

      assertThat(names(files)).containsExactly("L1-0000000000000009");
      assertThat(everything(engine)).isEqualTo(before);
      assertThat(samples(engine, B)).containsExactly(Sample.of(B, 1, 7));
      assertThat(statistic(engine, "tsink_segment_chunks")).isEqualTo(2);
      assertThat(statistic(engine, "tsink_segment_samples")).isEqualTo(81);
      assertThat(statistic(engine, "tsink_compaction_input_samples_total")).isEqualTo(88);
      assertNoLeak(engine);
    }
    try (Engine engine = open(options(files))) {
      assertThat(everything(engine)).isEqualTo(before);
    }
  }

  @Test
  void chunks_that_are_full_and_alone_are_copied() {
    try (Engine engine = open(options(new FaultyFiles()).chunkPoints(10))) {
      segments(engine, 0, 4);

      engine.compact();

      assertThat(statistic(engine, "tsink_compaction_copied_chunks_total")).isEqualTo(4);
      assertThat(statistic(engine, "tsink_compaction_merged_chunks_total")).isEqualTo(1);
      assertThat(samples(engine, A)).hasSize(40);
    }
  }

  @Test
  void small_chunks_become_full_ones() {
    try (Engine engine = open(options(new FaultyFiles()).chunkPoints(30))) {
      segments(engine, 0, 7);

      engine.compact();

      assertThat(statistic(engine, "tsink_segment_chunks")).isEqualTo(3 + 1);
      assertThat(samples(engine, A)).hasSize(70);
    }
  }

  @Test
  void many_tiny_segments_become_few() {
    int count = Sampling.nightly() ? 10_000 : 300;
    var files = new FaultyFiles();
    try (Engine engine = open(options(files))) {
      for (int i = 0; i < count; i++) {
        append(engine, A, i, i);
        flush(engine);
      }
    }
    try (Engine engine = open(options(files))) {
      assertThat(statistic(engine, "tsink_segments")).isEqualTo(count);

      engine.compact();

      assertThat(statistic(engine, "tsink_segments")).isLessThan(16);
      assertThat(samples(engine, A)).hasSize(count);
      assertNoLeak(engine);
    }
  }

  @Test
  void a_reader_goes_on_reading_what_was_merged_meanwhile() throws IOException {
    var files = new FaultyFiles();
    try (Engine engine = open(options(files))) {
      segments(engine, 0, 4);
      Map<Labels, List<Sample>> before = everything(engine);
      try (Querier querier = engine.querier(QueryContext.unlimited(), ReadOptions.defaults())) {
        engine.compact();
        segments(engine, 4, 6);

        assertThat(statistic(engine, "tsink_segments_mapped")).isEqualTo(4 + 3);
        var hints = SelectHints.builder(TimeRange.ALL).build();
        try (SeriesSet set = querier.select(Selection.everything(), hints)) {
          assertThat(StorageReader.drain(set, TimeRange.ALL)).isEqualTo(before);
        }
        assertThat(names(files)).contains(".tmp-L0-0000000000000001");
      }
      assertNoLeak(engine);
      assertThat(names(files))
          .containsExactly("L0-0000000000000006", "L0-0000000000000007", "L1-0000000000000005");
    }
  }

  @Test
  void what_is_deleted_goes_and_its_tombstones_go_when_they_are_old() {
    var files = new FaultyFiles();
    try (Engine engine = open(options(files).keptRequests(3))) {
      segments(engine, 0, 4);
      engine.delete(Selection.series(A), new TimeRange(5, 25), DeleteOptions.defaults());
      engine.compact();
      assertThat(statistic(engine, "tsink_segment_samples")).isEqualTo(21);
      assertThat(statistic(engine, "tsink_purged_tombstones_total")).isZero();

      for (int i = 0; i < 4; i++) {
        append(engine, B, 2 + i, i);
      }
      engine.compact();

      assertThat(statistic(engine, "tsink_purged_tombstones_total")).isEqualTo(1);
      assertThat(samples(engine, A)).hasSize(20);
      flush(engine);
    }
    try (Engine engine = open(options(files).keptRequests(3))) {
      assertThat(samples(engine, A)).hasSize(20);
      append(engine, A, 7, 70);
      assertThat(samples(engine, A)).hasSize(21);
    }
  }

  @Test
  void a_tombstone_stays_while_memory_holds_what_it_hides() {
    try (Engine engine = open(options(new FaultyFiles()).keptRequests(1))) {
      append(engine, A, 1, 1);
      append(engine, A, 2, 2);
      engine.delete(Selection.series(A), new TimeRange(1, 2), DeleteOptions.defaults());
      append(engine, B, 1, 1);
      append(engine, B, 2, 1);

      engine.compact();
      assertThat(samples(engine, A)).containsExactly(Sample.of(A, 2, 2));

      flush(engine);
      engine.compact();
      engine.compact();
      assertThat(samples(engine, A)).containsExactly(Sample.of(A, 2, 2));
      assertThat(statistic(engine, "tsink_purged_tombstones_total")).isEqualTo(1);
    }
  }

  @Test
  void a_store_of_which_everything_is_deleted_is_empty_after_a_start_too() throws IOException {
    var files = new FaultyFiles();
    try (Engine engine = open(options(files).keptRequests(1))) {
      segments(engine, 0, 4);
      engine.delete(Selection.everything(), TimeRange.ALL, DeleteOptions.defaults());
      engine.compact();
      assertThat(names(files)).isEmpty();
    }
    try (Engine engine = open(options(files).keptRequests(1))) {
      assertThat(everything(engine)).isEmpty();
      append(engine, A, 1, 1);
      append(engine, A, 2, 1);
      engine.compact();
      assertThat(samples(engine, A)).hasSize(2);
    }
  }

  @Test
  void what_is_deleted_while_segments_are_merged_stays_deleted() {
    var files = new FaultyFiles();
    try (Engine engine = open(options(files))) {
      segments(engine, 0, 4);
      var deletes = new AtomicInteger();
      files.fault(
          (operation, path) -> {
            if (operation == FaultyFiles.Operation.SYNC
                && path.toString().contains(".tmp-L1")
                && deletes.getAndIncrement() == 0) {
              engine.delete(Selection.series(A), new TimeRange(0, 15), DeleteOptions.defaults());
            }
          });

      engine.compact();

      assertThat(deletes).hasPositiveValue();
      assertThat(samples(engine, A)).hasSize(25);
      assertThat(statistic(engine, "tsink_segment_samples")).isEqualTo(41);
    }
    try (Engine engine = open(options(files))) {
      assertThat(samples(engine, A)).hasSize(25);
      engine.compact();
      assertThat(samples(engine, A)).hasSize(25);
    }
  }

  @Test
  void a_damaged_segment_is_set_aside_and_the_others_are_merged() {
    var files = new FaultyFiles();
    try (Engine engine = open(options(files))) {
      segments(engine, 0, 5);
    }
    Path chunks = SEGMENTS.resolve("L0-0000000000000002").resolve("segment.chunks");
    byte[] bytes = files.bytes(chunks);
    bytes[bytes.length / 2] ^= 1;
    files.bytes(chunks, bytes);
    try (Engine engine = open(options(files))) {
      assertFails(ErrorKind.CORRUPTION, engine::compact, "L0-0000000000000002");
      assertThat(healthCodes(engine)).contains("quarantined-segment");
      assertThat(statistic(engine, "tsink_segments")).isEqualTo(4);

      engine.compact();

      assertThat(statistic(engine, "tsink_segments")).isEqualTo(1);
      assertThat(samples(engine, A)).hasSize(40);
      assertNoLeak(engine);
    }
  }

  @Test
  void without_room_nothing_is_merged_but_what_is_expired_goes() {
    var files = new FaultyFiles();
    try (Engine engine = open(options(files).compactionReserveBytes(1_000))) {
      segments(engine, 0, 4);
      files.capacity(60_000);
      long room = files.usableSpace(SEGMENTS);
      files.bytes(Path.of("/ballast"), new byte[(int) room - 1_500]);

      assertFails(ErrorKind.STORAGE_FULL, engine::compact, "room for 1500 bytes");
      assertThat(statistic(engine, "tsink_segments")).isEqualTo(4);

      files.capacity(Long.MAX_VALUE);
      engine.compact();
      assertThat(statistic(engine, "tsink_segments")).isEqualTo(1);
      assertThat(samples(engine, A)).hasSize(40);
    }
  }

  @Test
  void a_disk_that_is_full_at_any_write_of_a_merge_costs_nothing() throws IOException {
    int point = 0;
    boolean failed = true;
    while (failed) {
      point++;
      int failing = point;
      var files = new FaultyFiles();
      try (Engine engine = open(options(files))) {
        segments(engine, 0, 4);
        Map<Labels, List<Sample>> before = everything(engine);
        var operations = new AtomicInteger();
        files.fault(
            (operation, path) -> {
              if (path.startsWith(SEGMENTS)
                  && operation != FaultyFiles.Operation.READ
                  && operation != FaultyFiles.Operation.OPEN
                  && operations.incrementAndGet() == failing) {
                throw new DiskFullException("No space left on device");
              }
            });
        failed = false;
        try {
          engine.compact();
        } catch (StorageException e) {
          assertThat(e.kind()).isIn(ErrorKind.STORAGE_FULL, ErrorKind.IO);
          failed = true;
        }
        files.noFault();
        assertThat(everything(engine)).as("point %d", point).isEqualTo(before);
        assertNoLeak(engine);
        engine.compact();
        assertThat(everything(engine)).as("point %d, again", point).isEqualTo(before);
      }
      try (Engine engine = open(options(files))) {
        assertThat(samples(engine, A)).as("point %d, opened", point).hasSize(40);
        assertThat(samples(engine, B)).hasSize(1);
      }
    }
    assertThat(point).isGreaterThan(8);
  }

  @Test
  void chunks_of_a_codec_that_left_are_kept_and_read_when_it_is_back() {
    var codec = new CountingRuns();
    EngineCodecs codecs = EngineCodecs.plain();
    codecs.bind(codec, 0);
    var files = new FaultyFiles();
    try (Engine engine =
        Engine.open(options(files).build(), codecs).awaitReady(StoreTrial.PATIENCE)) {
      segments(engine, 0, 4);
      append(engine, B, 1, 8);
      engine.delete(Selection.series(A), new TimeRange(0, 5), DeleteOptions.defaults());
      codecs.unbind(codec, Duration.ZERO);

      engine.compact();
      assertThat(statistic(engine, "tsink_segments")).isEqualTo(1);
      engine.compact();

      assertFails(ErrorKind.CODEC_MISSING, () -> samples(engine, A), "test.runs");
      codecs.bind(codec, 0);
      assertThat(samples(engine, A)).hasSize(35);
      assertThat(samples(engine, B)).containsExactly(Sample.of(B, 1, 8));
    }
  }

  @Test
  void segments_are_merged_in_the_background() {
    try (Engine engine =
        open(options(new FaultyFiles()).compactionInterval(Duration.ofMillis(1)))) {
      segments(engine, 0, 5);
      while (statistic(engine, "tsink_segments") > 2) {
        Thread.onSpinWait();
      }
      assertThat(samples(engine, A)).hasSize(50);
    }
  }

  @Test
  void a_bug_in_compaction_stops_writes_and_not_reads() {
    var files = new FaultyFiles();
    try (Engine engine = open(options(files).compactionInterval(Duration.ofMillis(1)))) {
      segments(engine, 0, 3);
      files.fault(
          (_, path) -> {
            if (path.toString().contains(".tmp-L1")) {
              throw new IllegalStateException("a bug");
            }
          });
      segments(engine, 3, 4);
      while (engine.status().state() != StoreStatus.State.FENCED) {
        Thread.onSpinWait();
      }

      assertFails(ErrorKind.FENCED, () -> append(engine, A, 3, 3), "a bug");
      assertThat(samples(engine, A)).hasSize(40);
    }
  }

  @Test
  void a_disk_that_fails_is_reported_until_it_works() {
    var files = new FaultyFiles();
    try (Engine engine = open(options(files).compactionInterval(Duration.ofMillis(1)))) {
      files.fault(
          (_, path) -> {
            if (path.toString().contains(".tmp-L1")) {
              throw new IOException("broken on purpose");
            }
          });
      segments(engine, 0, 4);
      while (!healthCodes(engine).contains("compaction-failed")) {
        Thread.onSpinWait();
      }
      assertThat(samples(engine, A)).hasSize(40);
      assertThat(engine.status().state()).isEqualTo(StoreStatus.State.READY);
    }
  }

  /// Every byte by night, some of them by day.
  @Test
  void no_damage_of_a_merged_segment_gives_a_wrong_answer() throws IOException {
    long seed = Sampling.seed(getClass());
    var random = new SplittableRandom(seed);
    var files = new FaultyFiles();
    Map<Labels, List<Sample>> sound;
    try (Engine engine = open(options(files))) {
      segments(engine, 0, 5);
      engine.compact();
      sound = everything(engine);
    }
    for (Path segment : files.list(SEGMENTS)) {
      for (Path file : files.list(segment)) {
        byte[] bytes = files.bytes(file);
        for (int at = 0; at < bytes.length; at += Sampling.nightly() ? 1 : 1 + random.nextInt(60)) {
          byte[] flipped = bytes.clone();
          flipped[at] ^= (byte) (1 << random.nextInt(8));
          assertSoundOrRefused(files, file, flipped, sound, seed);
          assertSoundOrRefused(files, file, Arrays.copyOf(bytes, at), sound, seed);
        }
      }
    }
  }

  private static void assertSoundOrRefused(
      FaultyFiles files, Path file, byte[] damaged, Map<Labels, List<Sample>> sound, long seed) {
    FaultyFiles copy = files.afterKill();
    copy.bytes(file, damaged);
    try (Engine engine = open(options(copy))) {
      Map<Labels, List<Sample>> found;
      try {
        found = everything(engine);
      } catch (StorageException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPTION);
        return;
      }
      if (!healthCodes(engine).contains("quarantined-segment")) {
        assertThat(found).as("seed %d, %s", seed, file).isEqualTo(sound);
      }
    }
  }
}
