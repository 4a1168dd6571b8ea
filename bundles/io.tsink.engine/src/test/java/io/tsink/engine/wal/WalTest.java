package io.tsink.engine.wal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.Labels;
import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Durability;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FaultyFiles;
import io.tsink.engine.io.FaultyFiles.Operation;
import io.tsink.engine.io.StoreFiles;
import io.tsink.engine.runtime.SequenceSource;
import io.tsink.engine.runtime.Supervisor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WalTest {
  private final FaultyFiles files = new FaultyFiles();

  @Test
  void everything_that_was_appended_comes_back_in_order() {
    IdempotencyKey key = new IdempotencyKey(7, Long.MIN_VALUE);
    long marked;
    try (Log log = Log.open(files)) {
      WalGroup group = new WalGroup();
      group.define(1, ValueKind.Family.FLOAT, Labels.of("__name__", "up", "job", "a"));
      group.define(-1, ValueKind.Family.STRING, Labels.of("version", "ü"));
      group.key(key);
      Log.fill(group, "first");
      marked = log.append(group).position();

      group.clear();
      group.sequence(100);
      group.delete(new TimeRange(-5, 9), new int[] {-1, 1, 77}, 2);
      log.append(group);

      group.clear();
      group.covered(WalMark.of(marked));
      log.append(group);
      log.append("last");
    }

    try (Log log = Log.open(files)) {
      assertThat(log.found.series)
          .containsEntry(1, "FLOAT up{job=\"a\"}")
          .containsEntry(-1, "STRING {version=\"ü\"}");
      assertThat(log.found.batches.getFirst()).isEqualTo(new Found.Batch(marked, 1, key, "first"));
      assertThat(log.found.deletes).containsExactly("100 " + new TimeRange(-5, 9) + " [-1, 1]");
      assertThat(log.found.marks).containsExactly(WalMark.of(marked));
      assertThat(log.found.batches.getLast().body()).isEqualTo("last");
      assertThat(log.found.sequences()).containsExactly(1L, 102L);
      assertThat(log.replay.frames()).isEqualTo(5);
      assertThat(log.replay.torn()).isNull();
      assertThat(log.sequences.last()).isEqualTo(102);
    }
  }

  @Test
  void appends_after_a_reopen_go_on_with_positions_and_sequences() {
    long first;
    try (Log log = Log.open(files)) {
      first = log.append("a").position();
    }
    try (Log log = Log.open(files)) {
      WalGroup group = log.append("b");
      assertThat(group.position()).isGreaterThan(first);
      assertThat(group.sequence()).isEqualTo(2);
    }
    assertThat(Log.open(files).found.bodies()).containsExactly("a", "b");
  }

  @Test
  void committers_that_wait_together_share_a_sync() throws Exception {
    Log log = Log.open(files);
    log.append("begins the segment");
    int committers = 32;
    int before = files.count(Operation.SYNC);
    CountDownLatch syncing = new CountDownLatch(1);
    CountDownLatch appended = new CountDownLatch(committers);
    CountDownLatch written = new CountDownLatch(1);
    files.fault(
        (operation, _) -> {
          if (operation == Operation.SYNC) {
            syncing.countDown();
            await(written);
          }
        });
    Thread first = Thread.ofPlatform().name("first").start(() -> log.append("slow"));
    await(syncing);

    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < committers; i++) {
      WalGroup group = Log.group("shared");
      threads.add(
          Thread.ofVirtual()
              .name("committer")
              .start(
                  () -> {
                    log.wal.append(group);
                    appended.countDown();
                    log.wal.await(group, Durability.DURABLE);
                  }));
    }
    await(appended);
    while (fileBytes() < log.wal.sizeBytes()) {
      Thread.onSpinWait();
    }
    written.countDown();
    first.join();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(files.count(Operation.SYNC) - before).isEqualTo(2);
    assertThat(Log.open(files.afterKill()).found.bodies()).hasSize(committers + 2);
  }

  private long fileBytes() {
    return files.sizes(Log.DIRECTORY).values().stream().mapToLong(Long::longValue).sum();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IOException("waited too long");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void with_a_sync_per_append_a_commit_is_durable_by_default() {
    assertThat(Log.open(files).wal.defaultDurability()).isEqualTo(Durability.DURABLE);
  }

  @Test
  void in_periodic_mode_a_commit_returns_without_a_sync_and_a_timer_syncs_an_idle_tail()
      throws Exception {
    Log log = Log.open(files, WalOptions.periodic(Duration.ofMillis(1)));
    WalGroup group = Log.group("idle");
    log.wal.append(group);
    log.wal.await(group, log.wal.defaultDurability());
    assertThat(files.count(Operation.SYNC)).isZero();

    CountDownLatch synced = new CountDownLatch(1);
    files.fault(
        (operation, _) -> {
          if (operation == Operation.SYNC) {
            synced.countDown();
          }
        });
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try (Supervisor supervisor = new Supervisor("test", failure::set)) {
      log.wal.start(supervisor);
      await(synced);
    }

    assertThat(failure).hasNullValue();
    assertThat(Log.open(files.afterPowerCut(Seeds.generator(1))).found.bodies())
        .containsExactly("idle");
  }

  @Test
  void a_timer_does_not_sync_when_nothing_waits_for_it() {
    Log log = Log.open(files, WalOptions.periodic(Duration.ofDays(1)));
    WalGroup group = Log.group("once");
    log.wal.append(group);
    log.wal.sync();
    int before = files.count(Operation.SYNC);

    log.wal.sync();

    assertThat(files.count(Operation.SYNC)).isEqualTo(before);
  }

  @Test
  void segments_rotate_by_size_and_replay_in_order() {
    List<String> bodies = new ArrayList<>();
    WalOptions options = WalOptions.perAppend().withSegmentBytes(400);
    try (Log log = Log.open(files, options)) {
      for (int i = 0; i < 30; i++) {
        bodies.add("batch " + i);
        log.append(bodies.getLast());
      }
      assertThat(log.wal.statistics().segments()).isGreaterThan(4);
    }
    assertThat(Log.open(files, options).found.bodies()).isEqualTo(bodies);
  }

  @Test
  void covered_segments_are_removed_one_by_one_from_the_oldest() {
    Log log = Log.open(files, WalOptions.perAppend().withSegmentBytes(200));
    List<Long> positions = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      positions.add(log.append("batch " + i).position());
    }
    int segments = log.wal.statistics().segments();
    WalMark covered = WalMark.of(positions.get(5));
    List<Path> removed = new ArrayList<>();
    files.fault(
        (operation, path) -> {
          if (operation == Operation.DELETE) {
            removed.add(path);
          }
          if (operation == Operation.SYNC_DIRECTORY) {
            removed.add(Path.of("synced"));
          }
        });

    int count = log.wal.trim(covered);

    assertThat(count).isPositive().isLessThan(segments);
    assertThat(log.wal.statistics().segments()).isEqualTo(segments - count);
    for (int i = 0; i < count; i++) {
      assertThat(removed.get(2 * i)).isEqualTo(Log.file(i + 1));
      assertThat(removed.get(2 * i + 1)).isEqualTo(Path.of("synced"));
    }
    Log reopened = new Log(files.afterKill(), WalOptions.perAppend(), covered, ReplayMode.STRICT);
    assertThat(reopened.found.bodies())
        .containsExactly("batch 6", "batch 7", "batch 8", "batch 9", "batch 10", "batch 11");
  }

  @Test
  void the_newest_segment_is_removed_too_when_it_is_covered_and_positions_go_on_rising() {
    Log log = Log.open(files);
    WalMark covered = WalMark.of(log.append("flushed").position());

    assertThat(log.wal.trim(covered)).isEqualTo(1);
    assertThat(log.wal.sizeBytes()).isZero();
    log.close();

    try (Log reopened = new Log(files, WalOptions.perAppend(), covered, ReplayMode.STRICT)) {
      assertThat(reopened.found.bodies()).isEmpty();
      assertThat(reopened.append("next").position()).isGreaterThan(covered.position());
    }
    assertThat(Log.open(files).found.bodies()).containsExactly("next");
  }

  @Test
  void under_steady_load_the_log_stays_as_small_as_what_is_not_covered() {
    Log log = Log.open(files, WalOptions.perAppend().withSegmentBytes(1000));
    for (int i = 0; i < 500; i++) {
      WalGroup group = log.append("a batch of some size");
      if (i % 10 == 9) {
        log.wal.trim(WalMark.of(group.position()));
      }
      assertThat(log.wal.sizeBytes()).isLessThan(2000);
    }
    assertThat(fileBytes()).isEqualTo(log.wal.sizeBytes());
  }

  @Test
  void frames_up_to_the_mark_are_not_delivered_again() {
    long mark;
    try (Log log = Log.open(files)) {
      log.append("in a segment");
      mark = log.append("the last in a segment").position();
      log.append("not yet");
    }
    Log log = new Log(files, WalOptions.perAppend(), WalMark.of(mark), ReplayMode.STRICT);
    assertThat(log.found.bodies()).containsExactly("not yet");
    assertThat(log.replay.lastSequence()).isEqualTo(3);
  }

  @Test
  void
      a_full_disk_fails_the_commit_leaves_nothing_of_it_and_lets_commits_go_on_when_there_is_room() {
    Log log = Log.open(files);
    log.append("before");
    long size = log.wal.sizeBytes();
    files.capacity(size + 70);

    assertThatThrownBy(() -> log.append("too much"))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.STORAGE_FULL))
        .hasMessageContaining(WalSegment.fileName(1));
    assertThat(log.wal.sizeBytes()).isEqualTo(size);
    assertThatThrownBy(() -> log.append("still too much")).isInstanceOf(StorageException.class);
    assertThat(Log.open(files.afterKill()).found.bodies()).containsExactly("before");

    files.capacity(Long.MAX_VALUE);
    log.append("after");
    assertThat(Log.open(files.afterKill()).found.bodies()).containsExactly("before", "after");
  }

  @Test
  void what_cannot_be_cut_off_after_a_failed_write_is_dropped_at_open() {
    Log log = Log.open(files, WalOptions.perAppend());
    log.append("before");
    files.fault(
        (operation, path) -> {
          if (operation == Operation.TRUNCATE) {
            throw new IOException("no");
          }
          if (operation == Operation.SYNC && path.equals(Log.file(1))) {
            throw new IOException("no sync either");
          }
        });
    WalGroup written = Log.group("written but not committed");
    log.wal.append(written);
    log.wal.await(written, Durability.APPENDED);
    files.capacity(0);
    assertThatThrownBy(() -> log.append("lost")).isInstanceOf(StorageException.class);
    files.capacity(Long.MAX_VALUE);
    files.noFault();
    log.append("after");

    assertThat(Log.open(files.afterKill()).found.bodies())
        .containsExactly("before", "written but not committed", "after");
  }

  @Test
  void after_a_failed_sync_the_commit_fails_and_the_segment_is_never_synced_again() {
    Log log = Log.open(files);
    log.append("before");
    files.fault(
        (operation, _) -> {
          if (operation == Operation.SYNC) {
            files.noFault();
            throw new IOException("Input/output error");
          }
        });

    assertThatThrownBy(() -> log.append("lost"))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.IO));

    List<Path> synced = new ArrayList<>();
    files.fault(
        (operation, path) -> {
          if (operation == Operation.SYNC) {
            synced.add(path);
          }
        });
    log.append("after");
    log.wal.sync();
    log.close();
    assertThat(synced).contains(Log.file(2)).doesNotContain(Log.file(1));
    assertThat(log.wal.statistics().failures()).isEqualTo(1);
    for (int seed = 0; seed < 50; seed++) {
      assertThat(Log.open(files.afterPowerCut(Seeds.generator(seed))).found.bodies())
          .contains("before", "after");
    }
  }

  @Test
  void when_the_writer_dies_of_an_error_all_who_wait_get_one_and_none_hangs() throws Exception {
    Log log = Log.open(files);
    log.append("before");
    int committers = 64;
    CountDownLatch appended = new CountDownLatch(committers);
    CountDownLatch failed = new CountDownLatch(committers);
    files.fault(
        (operation, _) -> {
          if (operation == Operation.APPEND) {
            await(appended);
            throw new StackOverflowError();
          }
        });
    for (int i = 0; i < committers; i++) {
      WalGroup group = Log.group("lost");
      Thread.ofVirtual()
          .name("committer")
          .start(
              () -> {
                log.wal.append(group);
                appended.countDown();
                try {
                  log.wal.await(group, Durability.DURABLE);
                } catch (StorageException | StackOverflowError _) {
                  failed.countDown();
                }
              });
    }
    await(failed);

    files.noFault();
    log.append("after");
    assertThat(Log.open(files.afterKill()).found.bodies()).containsExactly("before", "after");
  }

  @Test
  void an_append_waits_when_too_many_bytes_are_pending() {
    Log log = Log.open(files, WalOptions.periodic(Duration.ofDays(1)).withPendingBytes(200));
    for (int i = 0; i < 10; i++) {
      log.wal.append(Log.group("not waited for"));
    }
    assertThat(log.wal.statistics().writes()).isGreaterThan(3);
  }

  @Test
  void a_closed_log_refuses_appends() {
    Log log = Log.open(files);
    log.close();
    log.close();
    assertThatThrownBy(() -> log.append("late"))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.STORAGE_CLOSED));
  }

  @Test
  void a_missing_segment_in_the_middle_stops_strict_replay_and_is_reported_by_salvage()
      throws Exception {
    WalOptions options = WalOptions.perAppend().withSegmentBytes(100);
    try (Log log = Log.open(files, options)) {
      log.append("one");
      log.append("two");
      log.append("three");
    }
    files.delete(Log.file(2));

    assertThatThrownBy(() -> Log.open(files))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPTION))
        .hasMessageContaining("segment 2");
    Log salvaged = Log.salvage(files);
    assertThat(salvaged.found.bodies()).containsExactly("one", "three");
    assertThat(salvaged.replay.damages()).hasSize(1);
  }

  @Test
  void empty_and_headless_segments_at_the_end_are_normal() {
    try (Log log = Log.open(files)) {
      log.append("a");
    }
    for (int size = 0; size < SegmentHeader.BYTES; size++) {
      FaultyFiles crashed = files.afterKill();
      crashed.bytes(Log.file(2), new byte[size]);
      try (Log log = Log.open(crashed)) {
        assertThat(log.found.bodies()).containsExactly("a");
        assertThat(log.append("b").position()).isGreaterThan(new WalMark(2, 0).position());
      }
      assertThat(Log.open(crashed).found.bodies()).containsExactly("a", "b");
    }
  }

  @Test
  void a_published_mark_that_cannot_be_read_is_ignored() {
    try (Log log = Log.open(files)) {
      log.append("a");
    }
    Path mark = Log.DIRECTORY.resolve(PublishedMark.FILE);
    byte[] good = files.bytes(mark);
    assertThat(new String(good, 0, 4, US_ASCII)).isEqualTo("TSHW");
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 0x40;
      FaultyFiles damaged = files.afterKill();
      damaged.bytes(mark, bad);
      assertThat(Log.open(damaged).found.bodies()).containsExactly("a");
    }
  }

  @Test
  void frames_behind_the_published_mark_are_dropped_at_open() throws Exception {
    try (Log log = Log.open(files)) {
      log.append("committed");
      log.append("not committed");
    }
    long end = (long) SegmentHeader.BYTES + WalFrame.HEADER_BYTES + "committed".length();
    new PublishedMark(new WalMark(1, 1), end, end, 1).write(files, Log.DIRECTORY);

    Log log = Log.open(files);
    assertThat(log.found.bodies()).containsExactly("committed");
    assertThat(log.replay.torn()).isNotNull();
    log.append("next");
    assertThat(Log.open(files.afterKill()).found.bodies()).containsExactly("committed", "next");
  }

  @Test
  void a_log_of_a_later_version_is_refused_by_its_version_and_left_alone() {
    try (Log log = Log.open(files)) {
      log.append("a");
    }
    byte[] bytes = files.bytes(Log.file(1));
    bytes[4] = 2;
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, 32);
    for (int i = 0; i < 4; i++) {
      bytes[32 + i] = (byte) (crc.getValue() >>> (8 * i));
    }
    files.bytes(Log.file(1), bytes);

    assertThatThrownBy(() -> Log.salvage(files)).hasMessageContaining("version 2");
    assertThat(files.bytes(Log.file(1))).isEqualTo(bytes);
  }

  @Test
  void a_group_that_is_too_large_for_the_pending_bytes_goes_alone() {
    WalOptions options = WalOptions.perAppend().withPendingBytes(10);
    String body = "x".repeat(100_000);
    try (Log log = Log.open(files, options)) {
      log.append("small");
      log.append(body);
    }
    assertThat(Log.open(files, options).found.bodies()).containsExactly("small", body);
  }

  @Test
  void the_log_works_on_a_real_disk(@TempDir Path directory) {
    SequenceSource sequences = new SequenceSource();
    WalOptions options = WalOptions.perAppend().withSegmentBytes(300);
    WalGroup group = new WalGroup();
    long middle = 0;
    try (Wal wal = Wal.open(StoreFiles.disk(), directory, options, sequences)) {
      wal.replay(WalMark.START, ReplayMode.STRICT, new Found());
      for (int i = 0; i < 20; i++) {
        group.clear();
        Log.fill(group, "batch " + i);
        wal.append(group);
        wal.await(group, Durability.DURABLE);
        middle = i == 9 ? group.position() : middle;
      }
      assertThat(wal.trim(WalMark.of(middle))).isPositive();
    }
    Found found = new Found();
    try (Wal wal = Wal.open(StoreFiles.disk(), directory, options, new SequenceSource())) {
      wal.replay(WalMark.of(middle), ReplayMode.STRICT, found);
    }
    assertThat(found.bodies()).hasSize(10).startsWith("batch 10").endsWith("batch 19");
  }

  @Test
  void an_append_allocates_nothing() {
    Log log = Log.open(files, WalOptions.periodic(Duration.ofDays(1)).withPendingBytes(8 << 20));
    WalGroup group = new WalGroup();
    byte[] body = new byte[512];
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 2; i++) { // each of the two buffers grows
      append(log, group, body, 1000);
      log.wal.sync();
    }
    long before = threads.getCurrentThreadAllocatedBytes();

    append(log, group, body, 1000);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
  }

  private static void append(Log log, WalGroup group, byte[] body, int times) {
    for (int i = 0; i < times; i++) {
      group.clear();
      group.beginSamples().putBytes(body, 0, body.length);
      group.end();
      log.wal.append(group);
    }
  }

  @Test
  void the_bytes_of_version_1_stay_as_they_are_and_are_understood() throws IOException {
    try (Log log = Log.open(files)) {
      WalGroup group = Log.group(5, "batch");
      group.key(new IdempotencyKey(1, -2));
      log.append(group);
      group.clear();
      group.delete(new TimeRange(-1, 1), new int[] {5, 6}, 2);
      log.append(group);
      group.clear();
      group.covered(new WalMark(3, 4));
      log.append(group);
    }
    Path mark = Log.DIRECTORY.resolve(PublishedMark.FILE);
    assertThat(hex(files.bytes(Log.file(1)))).isEqualTo(golden("segment-v1.hex"));
    assertThat(hex(files.bytes(mark))).isEqualTo(golden("published-v1.hex"));

    FaultyFiles old = new FaultyFiles();
    old.createDirectories(Log.DIRECTORY);
    old.bytes(Log.file(1), HexFormat.of().parseHex(golden("segment-v1.hex")));
    old.bytes(mark, HexFormat.of().parseHex(golden("published-v1.hex")));
    Log log = Log.open(old);
    assertThat(log.found.bodies()).containsExactly("batch");
    assertThat(log.found.series).containsEntry(5, "FLOAT m5");
    assertThat(log.found.deletes).hasSize(1);
    assertThat(log.found.marks).containsExactly(new WalMark(3, 4));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = requireNonNull(WalTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), US_ASCII).replace("\n", "");
    }
  }
}
