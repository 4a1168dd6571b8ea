package io.tsink.engine.tombstone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.TimeRange;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FaultyFiles;
import io.tsink.testkit.Sampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class TombstonesTest {
  private static final Path FILE = Path.of("/store/tombstones");

  private record Delete(int id, TimeRange range, long sequence) {}

  private static int[] ids(int... ids) {
    return ids;
  }

  @Test
  void a_delete_hides_what_is_in_its_range_and_not_after_it() {
    Tombstones tombstones = Tombstones.NONE.with(ids(7, -1, 3), 2, new TimeRange(10, 20), 5);

    assertThat(tombstones.covers(7, 10, 5)).isTrue();
    assertThat(tombstones.covers(-1, 19, 0)).isTrue();
    assertThat(tombstones.covers(7, 10, 6)).as("written later").isFalse();
    assertThat(tombstones.covers(7, 20, 5)).as("the end").isFalse();
    assertThat(tombstones.covers(7, 9, 5)).as("before the start").isFalse();
    assertThat(tombstones.covers(3, 15, 1)).as("not among the first two").isFalse();
    assertThat(tombstones.maxSequence()).isEqualTo(5);
    assertThat(Tombstones.NONE.isEmpty()).isTrue();
  }

  @Test
  void a_repeated_delete_and_one_of_nothing_add_nothing() {
    Tombstones once = Tombstones.NONE.with(ids(1), 1, new TimeRange(0, 9), 5);
    assertThat(once.with(ids(1, 1), 2, new TimeRange(0, 9), 5).of(1).count()).isEqualTo(1);
    assertThat(once.with(ids(1), 1, new TimeRange(2, 3), 4).of(1).count()).isEqualTo(1);
    assertThat(once.with(ids(1), 1, new TimeRange(0, 10), 6).of(1).count()).isEqualTo(1);
    assertThat(once.with(ids(1), 1, new TimeRange(4, 4), 6)).isSameAs(once);
    assertThat(once.with(ids(), 0, new TimeRange(0, 9), 6)).isSameAs(once);
  }

  @Test
  void any_deletes_hide_what_each_of_them_hides() {
    long seed = Sampling.seed(getClass());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (int round = 0; round < 300; round++) {
      List<Delete> deletes = new ArrayList<>();
      Tombstones tombstones = Tombstones.NONE;
      for (int i = random.nextInt(12); i > 0; i--) {
        int start = random.nextInt(20);
        TimeRange range = new TimeRange(start, start + random.nextInt(8));
        long sequence = 1L + random.nextInt(6);
        int[] ids = random.ints(random.nextInt(1, 4), -2, 3).toArray();
        for (int id : ids) {
          deletes.add(new Delete(id, range, sequence));
        }
        tombstones = tombstones.with(ids, ids.length, range, sequence);
      }
      long revoked = random.nextInt(7);
      check(deletes, tombstones, "seed %d, round %d".formatted(seed, round));
      assertThat(tombstones.without(99).seriesCount()).isEqualTo(tombstones.seriesCount());
      for (int i = 0; i < tombstones.seriesCount(); i++) {
        HiddenRanges rest = tombstones.without(revoked).of(tombstones.seriesId(i));
        for (int k = 0; k < rest.count(); k++) {
          assertThat(rest.sequence(k)).isNotEqualTo(revoked);
        }
      }
    }
  }

  private static void check(List<Delete> deletes, Tombstones tombstones, String as) {
    for (int id = -2; id < 3; id++) {
      int series = id;
      HiddenRanges hidden = tombstones.of(id);
      for (int time = -1; time < 30; time++) {
        for (long sequence = 0; sequence < 8; sequence++) {
          int at = time;
          long of = sequence;
          boolean expected =
              deletes.stream()
                  .anyMatch(d -> d.id == series && d.range.contains(at) && of <= d.sequence);
          assertThat(hidden.covers(time, sequence)).as(as).isEqualTo(expected);
          assertThat(hidden.touches(time, time, sequence)).as(as).isEqualTo(expected);
          assertThat(hidden.coversAll(time, time, sequence)).as(as).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void a_chunk_is_told_apart_as_untouched_touched_or_covered() {
    HiddenRanges hidden =
        Tombstones.NONE
            .with(ids(1), 1, new TimeRange(10, 20), 5)
            .with(ids(1), 1, new TimeRange(15, 30), 9)
            .of(1);
    assertThat(hidden.touches(0, 9, 0)).isFalse();
    assertThat(hidden.touches(0, 10, 5)).isTrue();
    assertThat(hidden.touches(10, 14, 6)).as("all of it is newer").isFalse();
    assertThat(hidden.touches(14, 15, 6)).isTrue();
    assertThat(hidden.coversAll(10, 19, 5)).isTrue();
    assertThat(hidden.coversAll(10, 19, 6)).isFalse();
    assertThat(hidden.coversAll(15, 29, 9)).isTrue();
    assertThat(hidden.coversAll(10, 29, 1)).as("by two together is not asked for").isFalse();
  }

  @Test
  void purged_series_have_none() {
    Tombstones tombstones = Tombstones.NONE.with(ids(1, 2, -3), 3, new TimeRange(0, 1), 4);
    Tombstones left = tombstones.only(id -> id != 2);
    assertThat(left.seriesCount()).isEqualTo(2);
    assertThat(left.of(2).isEmpty()).isTrue();
    assertThat(left.maxSequence()).isEqualTo(4);
  }

  private static Tombstones some() {
    return Tombstones.NONE
        .with(ids(1, -1, 500), 3, new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE), 3)
        .with(ids(1), 1, new TimeRange(-5, 5), Long.MAX_VALUE);
  }

  private static List<String> text(Tombstones tombstones) {
    List<String> text = new ArrayList<>();
    for (int i = 0; i < tombstones.seriesCount(); i++) {
      HiddenRanges hidden = tombstones.rangesAt(i);
      for (int k = 0; k < hidden.count(); k++) {
        text.add("%d %s %d".formatted(tombstones.seriesId(i), hidden.range(k), hidden.sequence(k)));
      }
    }
    return text;
  }

  private static FaultyFiles files() throws IOException {
    FaultyFiles files = new FaultyFiles();
    files.createDirectories(Path.of("/store"));
    return files;
  }

  @Test
  void what_was_saved_is_loaded_after_a_loss_of_power() throws IOException {
    FaultyFiles files = files();
    assertThat(new TombstoneFile(files, FILE).load().tombstones().isEmpty()).isTrue();
    new TombstoneFile(files, FILE).save(some(), 77);

    var chance = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    TombstoneFile.Saved saved = new TombstoneFile(files.afterPowerCut(chance), FILE).load();

    assertThat(text(saved.tombstones())).isEqualTo(text(some())).hasSize(4);
    assertThat(saved.tombstones().maxSequence()).isEqualTo(Long.MAX_VALUE);
    assertThat(saved.position()).isEqualTo(77);
  }

  @Test
  void the_bytes_of_version_1_stay_as_they_are() throws IOException {
    FaultyFiles files = files();
    new TombstoneFile(files, FILE)
        .save(Tombstones.NONE.with(ids(300, 1), 2, new TimeRange(-1, 2), 3), 9);
    assertThat(HexFormat.of().formatHex(files.bytes(FILE)))
        .isEqualTo(
            "54535453010000000900000000000000"
                + "02"
                + "0101ffffffffffffffff02000000000000000300000000000000"
                + "ab0201ffffffffffffffff02000000000000000300000000000000"
                + "4dee27ab"
                + "54535453");
  }

  @Test
  void damage_is_corruption() throws IOException {
    FaultyFiles files = files();
    new TombstoneFile(files, FILE).save(some(), 1);
    byte[] good = files.bytes(FILE);
    for (int at = 0; at < good.length; at++) {
      byte[] bad = good.clone();
      bad[at] ^= 1;
      files.bytes(FILE, bad);
      assertThatThrownBy(() -> new TombstoneFile(files, FILE).load(), "byte %d", at)
          .isInstanceOfSatisfying(
              StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CORRUPTION));
    }
  }
}
