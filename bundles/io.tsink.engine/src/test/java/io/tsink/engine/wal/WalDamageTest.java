package io.tsink.engine.wal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.store.Durability;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FaultyFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bytes of the log that are not what was written.
class WalDamageTest {
  private static final int BATCHES = 8;

  private final FaultyFiles files = new FaultyFiles();
  private final List<String> bodies = new ArrayList<>();

  /// Where each frame of the first segment starts.
  private final List<Integer> starts = new ArrayList<>();

  private byte[] good = new byte[0];

  @BeforeEach
  void write_batches_each_with_a_new_series() {
    Log log = Log.open(files);
    for (int i = 0; i < BATCHES; i++) {
      bodies.add("batch number " + i);
      log.append(Log.group(i, bodies.getLast()));
    }
    good = files.bytes(Log.file(1));
    for (int at = SegmentHeader.BYTES; at < good.length; ) {
      starts.add(at);
      at += WalFrame.HEADER_BYTES + WalFrame.bodyLength(good, at);
    }
    assertThat(starts).hasSize(2 * BATCHES);
  }

  private FaultyFiles with(byte[] bytes) {
    FaultyFiles damaged = files.afterKill();
    damaged.bytes(Log.file(1), bytes);
    return damaged;
  }

  private int frameOf(int offset) {
    int frame = -1;
    while (frame + 1 < starts.size() && starts.get(frame + 1) <= offset) {
      frame++;
    }
    return frame;
  }

  @Test
  void cut_at_any_length_the_whole_groups_before_come_back_and_the_tail_is_reported() {
    for (int length = 0; length <= good.length; length++) {
      FaultyFiles cut = with(Arrays.copyOf(good, length));
      int whole = 0;
      int end = 0;
      for (int i = 0; i < BATCHES; i++) {
        int groupEnd = 2 * i + 2 < starts.size() ? starts.get(2 * i + 2) : good.length;
        if (groupEnd <= length) {
          whole = i + 1;
          end = groupEnd;
        }
      }
      end = Math.max(end, length < SegmentHeader.BYTES ? 0 : SegmentHeader.BYTES);

      Log log = Log.open(cut);

      assertThat(log.found.bodies()).as("cut to %d", length).isEqualTo(bodies.subList(0, whole));
      assertThat(log.found.series).hasSize(whole);
      WalReplay.Damage torn = log.replay.torn();
      if (length == end) {
        assertThat(torn).isNull();
      } else {
        assertThat(requireNonNull(torn).file()).isEqualTo(Log.file(1));
        assertThat(torn.offset()).isEqualTo(end);
        assertThat(torn.bytes()).isEqualTo(length - end);
      }
      assertThat(cut.bytes(Log.file(1))).hasSize(end);
      log.append("more");
      assertThat(Log.open(cut.afterKill()).found.bodies()).hasSize(whole + 1).endsWith("more");
    }
  }

  @Test
  void cut_after_a_clean_close_it_opens_too() {
    FaultyFiles closed = files.afterKill();
    Log.open(closed).close();
    for (int length = 0; length < good.length; length += 7) {
      FaultyFiles cut = closed.afterKill();
      cut.bytes(Log.file(1), Arrays.copyOf(good, length));
      List<String> found = Log.open(cut).found.bodies();
      assertThat(found).isEqualTo(bodies.subList(0, found.size()));
    }
  }

  /// Offsets to damage: all in the long runs, else some of each frame.
  private int[] offsets(RandomGenerator random) {
    if (Seeds.NIGHTLY) {
      return IntStream.range(0, good.length).toArray();
    }
    return random.ints(400, 0, good.length).distinct().sorted().toArray();
  }

  @Test
  void a_flipped_bit_stops_strict_replay_with_file_and_offset_if_a_later_frame_vouches() {
    long seed = Seeds.fresh();
    RandomGenerator random = Seeds.generator(seed);
    int lastFrame = starts.getLast();
    int lastGroup = starts.get(starts.size() - 2);
    for (int offset : offsets(random)) {
      byte[] bytes = good.clone();
      bytes[offset] ^= (byte) (1 << random.nextInt(8));
      FaultyFiles damaged = with(bytes);
      String as = "seed %d, byte %d".formatted(seed, offset);
      if (offset >= lastGroup) {
        assertThat(Log.open(damaged).found.bodies())
            .as(as)
            .isEqualTo(bodies.subList(0, BATCHES - 1));
      } else {
        int frame = frameOf(offset);
        int at = frame < 0 ? 0 : starts.get(frame);
        assertThatThrownBy(() -> Log.open(damaged), as)
            .isInstanceOfSatisfying(
                StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPTION))
            .hasMessageStartingWith("%s at byte %d: ".formatted(Log.file(1), at));
        assertThat(damaged.bytes(Log.file(1))).as(as).isEqualTo(bytes);
      }
    }
    assertThat(lastFrame).isGreaterThan(lastGroup);
  }

  @Test
  void after_a_clean_close_a_flipped_bit_anywhere_stops_strict_replay() {
    long seed = Seeds.fresh();
    RandomGenerator random = Seeds.generator(seed);
    FaultyFiles closed = files.afterKill();
    Log.open(closed).close();
    for (int offset : offsets(random)) {
      byte[] bytes = good.clone();
      bytes[offset] ^= (byte) (1 << random.nextInt(8));
      FaultyFiles damaged = closed.afterKill();
      damaged.bytes(Log.file(1), bytes);
      assertThatThrownBy(() -> Log.open(damaged), "seed %d, byte %d", seed, offset)
          .isInstanceOf(StorageException.class)
          .hasMessageContaining(Log.file(1).toString());
    }
  }

  @Test
  void salvage_loses_only_the_frame_of_a_flipped_bit() {
    long seed = Seeds.fresh();
    RandomGenerator random = Seeds.generator(seed);
    for (int offset : offsets(random)) {
      byte[] bytes = good.clone();
      bytes[offset] ^= (byte) (1 << random.nextInt(8));
      int frame = frameOf(offset);
      String as = "seed %d, byte %d, frame %d".formatted(seed, offset, frame);

      Log log = Log.salvage(with(bytes));

      List<String> expected = new ArrayList<>(bodies);
      if (frame >= 0 && frame % 2 == 1) {
        expected.remove(frame / 2);
      }
      assertThat(log.found.bodies()).as(as).isEqualTo(expected);
      boolean tail = frame == starts.size() - 1;
      int lostSeries = frame >= 0 && (frame % 2 == 0 || tail) ? 1 : 0;
      assertThat(log.found.series).as(as).hasSize(BATCHES - lostSeries);
      assertThat(log.replay.damages()).as(as).hasSize(tail ? 0 : 1);
      log.append("more");
    }
  }

  @Test
  void later_segments_are_replayed_after_damage_in_an_earlier_one() {
    WalOptions options = WalOptions.perAppend().withSegmentBytes(100);
    FaultyFiles several = new FaultyFiles();
    try (Log log = Log.open(several, options)) {
      for (String body : bodies) {
        log.append(body);
      }
    }
    Path file = Log.file(3);
    byte[] bytes = several.bytes(file);
    bytes[bytes.length - 1] ^= 1;
    several.bytes(file, bytes);

    assertThatThrownBy(() -> Log.open(several, options)).hasMessageContaining(file.toString());
    List<String> expected = new ArrayList<>(bodies);
    expected.remove(2);
    assertThat(Log.salvage(several).found.bodies()).isEqualTo(expected);
  }

  @Test
  void a_segment_that_became_shorter_than_the_next_one_vouches_for_is_damage() {
    WalOptions options = WalOptions.perAppend().withSegmentBytes(300);
    FaultyFiles several = new FaultyFiles();
    try (Log log = Log.open(several, options)) {
      for (String body : bodies) {
        log.append(body);
      }
    }
    byte[] bytes = several.bytes(Log.file(1));
    int end = SegmentHeader.BYTES;
    for (int frame = 0; frame < 2; frame++) {
      end += WalFrame.HEADER_BYTES + WalFrame.bodyLength(bytes, end);
    }
    several.bytes(Log.file(1), Arrays.copyOf(bytes, end));

    assertThatThrownBy(() -> Log.open(several, options))
        .hasMessageContaining("%s at byte %d".formatted(Log.file(1), end));
    assertThat(Log.salvage(several).found.bodies())
        .containsSubsequence(bodies.get(0), bodies.get(1), bodies.getLast())
        .doesNotContain(bodies.get(2));
  }

  @Test
  void a_length_of_four_gigabytes_allocates_nothing() {
    byte[] bytes = good.clone();
    Arrays.fill(bytes, starts.get(4) + 16, starts.get(4) + 20, (byte) 0xff);
    assertThat(Log.salvage(with(bytes)).found.bodies()).isEqualTo(bodies);
  }

  @Test
  void a_tail_of_zeros_is_a_clean_end() {
    FaultyFiles padded = with(Arrays.copyOf(good, good.length + 5000));
    Log log = Log.open(padded);
    assertThat(log.found.bodies()).isEqualTo(bodies);
    assertThat(padded.bytes(Log.file(1))).isEqualTo(good);
  }

  @Test
  void damage_that_nothing_vouches_for_is_where_the_log_ends() {
    FaultyFiles unsynced = new FaultyFiles();
    Log log = Log.open(unsynced, WalOptions.periodic(Duration.ofDays(1)));
    for (String body : bodies) {
      WalGroup group = Log.group(body);
      log.wal.append(group);
      log.wal.await(group, Durability.APPENDED);
    }
    byte[] bytes = unsynced.bytes(Log.file(1));
    int second =
        SegmentHeader.BYTES
            + WalFrame.HEADER_BYTES
            + WalFrame.bodyLength(bytes, SegmentHeader.BYTES);
    bytes[second + 70] ^= 1;
    unsynced.bytes(Log.file(1), bytes);

    assertThat(Log.open(unsynced.afterKill()).found.bodies()).containsExactly(bodies.getFirst());
    List<String> rest = new ArrayList<>(bodies);
    rest.remove(1);
    assertThat(Log.salvage(unsynced.afterKill()).found.bodies()).isEqualTo(rest);
  }

  @Test
  void frames_of_another_segment_are_not_taken_for_this_ones() {
    byte[] twice = Arrays.copyOf(good, 2 * good.length - SegmentHeader.BYTES);
    System.arraycopy(
        good, SegmentHeader.BYTES, twice, good.length, good.length - SegmentHeader.BYTES);
    assertThat(Log.open(with(twice)).found.bodies()).isEqualTo(bodies);
  }
}
