package io.tsink.engine.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.index.LabelSets;
import io.tsink.engine.io.FaultyFiles;
import io.tsink.engine.io.StoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeriesCatalogTest {

  private static final Path DIRECTORY = Path.of("/store/series");

  private final FaultyFiles files = new FaultyFiles();
  private final SeriesRegistry registry = SeriesRegistryTest.emptyRegistry();

  private static Series add(SeriesRegistry to, int number) {
    Labels labels = Labels.of("__name__", "m" + number % 7, "instance", "host-" + number);
    return to.register(to.handle(labels), ValueKind.of(number % 7));
  }

  /// What a registry holds, as text by id.
  private static Map<Integer, String> contents(SeriesRegistry registry) {
    Map<Integer, String> contents = new TreeMap<>();
    for (int id : registry.all().toArray()) {
      Series series = Objects.requireNonNull(registry.series(id));
      contents.put(id, series.kind() + " " + series.labels());
    }
    return contents;
  }

  private static List<String> names(StoreFiles files) throws IOException {
    return files.list(DIRECTORY).stream().map(path -> path.getFileName().toString()).toList();
  }

  @Test
  void a_hundred_small_flushes_append_deltas_only() throws IOException {
    SeriesCatalog catalog = SeriesCatalog.open(files, DIRECTORY, registry);
    for (int i = 0; i < 100; i++) {
      add(registry, i);
      catalog.save(Map.of("L0-0000000000000001", (long) i));
    }

    List<String> names = names(files);
    assertThat(names).hasSize(100);
    assertThat(names.stream().filter(name -> name.startsWith("full-")))
        .containsExactly("full-0000000000000001");

    SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
    SeriesCatalog again = SeriesCatalog.open(files, DIRECTORY, reopened);
    assertThat(contents(reopened)).isEqualTo(contents(registry)).hasSize(100);
    assertThat(again.whole()).isTrue();
    assertThat(again.covers("L0-0000000000000001", 99)).isTrue();
    assertThat(again.covers("L0-0000000000000001", 98)).isFalse();
    assertThat(again.covers("L0-0000000000000002", 99)).isFalse();
  }

  @Test
  void nothing_is_written_when_nothing_changed() throws IOException {
    SeriesCatalog catalog = SeriesCatalog.open(files, DIRECTORY, registry);
    add(registry, 1);
    catalog.save(Map.of());
    catalog.save(Map.of());

    assertThat(names(files)).containsExactly("full-0000000000000001");
  }

  @Test
  void a_checkpoint_replaces_the_deltas() throws IOException {
    SeriesCatalog catalog = SeriesCatalog.open(files, DIRECTORY, registry);
    for (int i = 0; i < 5; i++) {
      add(registry, i);
      catalog.save(Map.of());
    }
    catalog.checkpoint(Map.of("L1-0000000000000009", -3L));

    assertThat(names(files)).containsExactly("full-0000000000000006");
    SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
    assertThat(SeriesCatalog.open(files, DIRECTORY, reopened).covers("L1-0000000000000009", -3))
        .isTrue();
    assertThat(contents(reopened)).isEqualTo(contents(registry));
  }

  @Test
  void ids_of_removed_series_are_not_used_again_after_a_restart() {
    SeriesCatalog catalog = SeriesCatalog.open(files, DIRECTORY, registry);
    add(registry, 1);
    Series removed = add(registry, 2);
    catalog.save(Map.of());
    registry.remove(removed);
    catalog.save(Map.of());

    SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
    SeriesCatalog.open(files, DIRECTORY, reopened);

    assertThat(reopened.series(removed.id())).isNull();
    assertThat(add(reopened, 2).id()).isEqualTo(3);
  }

  @Test
  void a_series_without_a_sample_comes_back_without_a_kind_and_gets_it_later() {
    SeriesCatalog catalog = SeriesCatalog.open(files, DIRECTORY, registry);
    Labels labels = Labels.of("__name__", "m");
    Series series = registry.register(registry.handle(labels), null);
    catalog.save(Map.of());

    SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
    SeriesCatalog again = SeriesCatalog.open(files, DIRECTORY, reopened);
    assertThat(contents(reopened)).isEqualTo(contents(registry)).containsKey(series.id());
    Series found = reopened.handle(labels);
    assertThat(found.kind()).isNull();
    reopened.settle(found, ValueKind.BOOL);
    reopened.settle(found, ValueKind.F64);
    again.save(Map.of());

    SeriesRegistry third = SeriesRegistryTest.emptyRegistry();
    SeriesCatalog.open(files, DIRECTORY, third);
    assertThat(third.handle(labels).kind()).isEqualTo(ValueKind.BOOL);
    assertThat(third.count()).isEqualTo(1);
  }

  @Property(tries = 50)
  void any_history_comes_back(@ForAll long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    LabelSets sets = new LabelSets(random);
    FaultyFiles fresh = new FaultyFiles();
    SeriesRegistry live = SeriesRegistryTest.emptyRegistry();
    SeriesCatalog catalog = SeriesCatalog.open(fresh, DIRECTORY, live);
    for (int step = 0; step < 12; step++) {
      for (int i = random.nextInt(20); i > 0; i--) {
        live.register(live.handle(sets.labels(10)), ValueKind.F64);
      }
      for (int id : live.all().toArray()) {
        Series series = live.series(id);
        if (series != null && random.nextInt(5) == 0) {
          live.remove(series);
        }
      }
      if (random.nextInt(4) == 0) {
        catalog.checkpoint(Map.of());
      } else {
        catalog.save(Map.of("L0-0000000000000001", (long) step));
      }
      if (random.nextInt(3) == 0) {
        SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
        catalog = SeriesCatalog.open(fresh, DIRECTORY, reopened);
        assertThat(contents(reopened)).isEqualTo(contents(live));
        assertThat(reopened.nextId()).isEqualTo(live.nextId());
        live = reopened;
      }
    }
  }

  @Test
  void a_missing_file_is_noticed() throws IOException {
    SeriesCatalog catalog = SeriesCatalog.open(files, DIRECTORY, registry);
    for (int i = 0; i < 4; i++) {
      add(registry, i);
      catalog.save(Map.of());
    }
    files.delete(DIRECTORY.resolve("delta-0000000000000003"));

    SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
    assertThat(SeriesCatalog.open(files, DIRECTORY, reopened).whole()).isFalse();
    assertThat(reopened.count()).isZero();
    assertThat(reopened.nextId()).isEqualTo(5);
  }

  @Test
  void a_damaged_file_is_noticed_and_nothing_stale_is_loaded() throws IOException {
    SeriesCatalog catalog = SeriesCatalog.open(files, DIRECTORY, registry);
    for (int i = 0; i < 3; i++) {
      add(registry, i);
      catalog.save(Map.of("L0-0000000000000001", 1L));
    }
    for (String name : names(files)) {
      Path file = DIRECTORY.resolve(name);
      byte[] sound = files.bytes(file);
      for (int at = 0; at < sound.length; at++) {
        files.bytes(file, flipped(sound, at));

        SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
        SeriesCatalog again = SeriesCatalog.open(files, DIRECTORY, reopened);

        assertThat(again.whole()).as("%s, byte %d", name, at).isFalse();
        assertThat(again.covers("L0-0000000000000001", 1)).isFalse();
        assertThat(reopened.count()).isZero();
      }
      files.bytes(file, sound);
    }
    SeriesRegistry sound = SeriesRegistryTest.emptyRegistry();
    assertThat(SeriesCatalog.open(files, DIRECTORY, sound).whole()).isTrue();
  }

  @Test
  void a_rebuilt_catalogue_is_whole_again_after_the_next_save() throws IOException {
    SeriesCatalog catalog = SeriesCatalog.open(files, DIRECTORY, registry);
    Labels labels = add(registry, 1).labels();
    catalog.save(Map.of());
    Path file = DIRECTORY.resolve("full-0000000000000001");
    files.bytes(file, flipped(files.bytes(file), 40));

    SeriesRegistry rebuilt = SeriesRegistryTest.emptyRegistry();
    SeriesCatalog damaged = SeriesCatalog.open(files, DIRECTORY, rebuilt);
    rebuilt.restore(1, labels, ValueKind.F64);
    damaged.save(Map.of());

    SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
    assertThat(SeriesCatalog.open(files, DIRECTORY, reopened).whole()).isTrue();
    assertThat(contents(reopened)).isEqualTo(contents(rebuilt));
    assertThat(names(files)).containsExactly("full-0000000000000002");
  }

  @Test
  void after_a_crash_at_any_point_the_catalogue_is_whole_and_as_new_as_what_was_saved() {
    long points = new SavingRun(new FaultyFiles()).files.points();
    assertThat(points).isGreaterThan(20);

    for (long crash = 1; crash <= points; crash++) {
      SavingRun run = new SavingRun(new FaultyFiles().crashAt(crash));
      for (FaultyFiles found :
          List.of(run.files.afterKill(), run.files.afterPowerCut(new SplittableRandom(crash)))) {
        SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
        SeriesCatalog again = SeriesCatalog.open(found, DIRECTORY, reopened);
        assertThat(again.whole()).as("crash at %d", crash).isTrue();
        assertThat(contents(reopened)).as("crash at %d", crash).isIn(run.saved, run.contents);
      }
    }
  }

  /// Saves after each new series until the process dies.
  private static final class SavingRun {
    final FaultyFiles files;
    Map<Integer, String> saved = Map.of();
    Map<Integer, String> contents = Map.of();

    SavingRun(FaultyFiles files) {
      this.files = files;
      try {
        save();
      } catch (FaultyFiles.Crash _) {
        // what was saved before must be there
      }
    }

    private void save() {
      SeriesRegistry live = SeriesRegistryTest.emptyRegistry();
      SeriesCatalog catalog = SeriesCatalog.open(files, DIRECTORY, live);
      for (int i = 0; i < 6; i++) {
        add(live, i);
        contents = contents(live);
        if (i == 3) {
          catalog.checkpoint(Map.of());
        } else {
          catalog.save(Map.of());
        }
        saved = contents;
      }
    }
  }

  @Test
  void what_could_not_be_written_is_written_the_next_time() {
    SeriesCatalog catalog = SeriesCatalog.open(files, DIRECTORY, registry);
    add(registry, 1);
    catalog.save(Map.of());
    add(registry, 2);
    files.fault(
        (operation, _) -> {
          if (operation == FaultyFiles.Operation.SYNC) {
            throw new IOException("the disk is gone");
          }
        });
    assertThatThrownBy(() -> catalog.save(Map.of()))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.IO));
    files.noFault();

    catalog.save(Map.of());

    SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
    SeriesCatalog.open(files, DIRECTORY, reopened);
    assertThat(contents(reopened)).isEqualTo(contents(registry));
  }

  private static byte[] flipped(byte[] sound, int at) {
    byte[] damaged = sound.clone();
    damaged[at] ^= 0x10;
    return damaged;
  }
}
