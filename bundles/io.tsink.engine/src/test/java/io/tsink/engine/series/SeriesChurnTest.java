package io.tsink.engine.series;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.ValueKind;
import io.tsink.api.store.LabelRequest;
import io.tsink.engine.index.BruteForce;
import io.tsink.engine.index.LabelSets;
import io.tsink.engine.index.Postings;
import io.tsink.engine.io.FaultyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// Series leave memory and come back.
class SeriesChurnTest {

  private static final Path DIRECTORY = Path.of("/store/series");
  private static final CatalogLimits SMALL = new CatalogLimits(8, 4);

  private final FaultyFiles files = new FaultyFiles();
  private final SeriesRegistry registry = SeriesRegistryTest.emptyRegistry();
  private final SeriesCatalog catalog = SeriesCatalog.open(files, DIRECTORY, registry, SMALL);

  /// What the head hangs on a series that has rows.
  private static final class Rows implements SeriesAttachment {}

  private static Labels pod(int number) {
    return Labels.of("__name__", "m" + number % 3, "job", "a", "pod", "pod-" + number);
  }

  private Series written(int number) {
    return registry.register(registry.handle(pod(number)), ValueKind.F64);
  }

  private static long inMemory(SeriesRegistry of) {
    return of.usage().inMemory();
  }

  @Test
  void series_that_nobody_writes_to_leave_memory_and_are_found_all_the_same() throws IOException {
    List<Series> held = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      held.add(written(i));
    }
    held.get(7).attach(new Rows());
    int textsBefore = registry.symbols().count();
    catalog.save(Map.of());

    assertThat(inMemory(registry)).isEqualTo(1);
    assertThat(registry.symbols().count()).isLessThan(textsBefore);
    assertThat(registry.count()).isEqualTo(100);
    assertThat(registry.countWithKind()).isEqualTo(100);
    assertThat(registry.all().count()).isEqualTo(100);
    assertThat(registry.select(Selection.of(Matcher.equal("pod", "pod-9"))).toArray())
        .containsExactly(held.get(9).id());
    assertThat(registry.select(Selection.of(Matcher.matches("pod", "pod-.*"))).count())
        .isEqualTo(100);
    assertThat(held.get(9).retired()).isTrue();
    assertThat(held.get(9).labels()).isEqualTo(pod(9));
    Series toRead = requireNonNull(registry.series(held.get(9).id()));
    assertThat(toRead.labels()).isEqualTo(pod(9));
    assertThat(toRead.kind()).isEqualTo(ValueKind.F64);
    assertThat(inMemory(registry)).as("reading brings nothing back").isEqualTo(1);
    assertThat(registry.labelValues("pod", LabelRequest.everything(), null).texts()).hasSize(100);
    assertThat(held.get(7).retired()).isFalse();
    assertThat(registry.handle(pod(7))).isSameAs(held.get(7));
  }

  @Test
  void a_series_comes_back_with_its_id_when_it_is_written_to() {
    List<Series> held = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      held.add(written(i));
    }
    catalog.save(Map.of());
    assertThat(inMemory(registry)).isZero();

    Series byLabels = written(3);
    Series byHandle = registry.register(held.get(4), ValueKind.I64);
    Series byId = requireNonNull(registry.entry(held.get(5).id()));

    assertThat(byLabels.id()).isEqualTo(held.get(3).id());
    assertThat(byHandle.id()).isEqualTo(held.get(4).id());
    assertThat(byHandle.kind()).as("the first kind stays").isEqualTo(ValueKind.F64);
    assertThat(byId.labels()).isEqualTo(pod(5));
    assertThat(List.of(byLabels, byHandle, byId)).noneMatch(Series::retired);
    assertThat(registry.register(held.get(4), ValueKind.F64)).isSameAs(byHandle);
    assertThat(registry.handle(pod(5))).isSameAs(byId);
    assertThat(inMemory(registry)).isEqualTo(3);
    assertThat(registry.count()).isEqualTo(40);
    assertThat(written(40).id()).isEqualTo(41);
  }

  @Test
  void a_write_that_is_under_way_keeps_its_series_in_memory() {
    for (int i = 0; i < 40; i++) {
      written(i);
    }
    int write = registry.writers().begin();
    Series entry = written(0);
    Thread saving = Thread.ofPlatform().start(() -> catalog.save(Map.of()));
    while (!entry.retired() && saving.isAlive()) {
      Thread.onSpinWait();
    }
    entry.attach(new Rows());
    registry.writers().end(write);
    join(saving);

    assertThat(entry.retired()).isFalse();
    assertThat(registry.handle(pod(0))).isSameAs(entry);
    assertThat(inMemory(registry)).isEqualTo(1);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void what_was_read_before_series_left_is_good_afterwards() {
    List<Series> read = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      read.add(written(i));
    }
    LabelNumbers numbers = registry.numbers(List.of("pod"));
    int before = numbers.of(read.get(5), 0);
    read.get(6).attach(new Rows());
    catalog.save(Map.of());

    read.sort(registry.labelOrder());
    assertThat(read).isSortedAccordingTo(Comparator.comparing(Series::labels));
    assertThat(numbers.of(requireNonNull(registry.series(6)), 0)).isEqualTo(before);
    assertThat(numbers.of(requireNonNull(registry.series(7)), 0)).isNotEqualTo(before);
  }

  @Test
  void a_kind_that_came_after_the_run_was_written_is_kept() {
    for (int i = 0; i < 40; i++) {
      registry.register(registry.handle(pod(i)), null);
    }
    catalog.save(Map.of());
    assertThat(registry.countWithKind()).isZero();
    Series late = written(3);
    registry.settle(late, ValueKind.BOOL);
    for (int i = 40; i < 100; i++) {
      written(i);
    }
    catalog.save(Map.of());

    assertThat(requireNonNull(registry.series(late.id())).kind()).isEqualTo(ValueKind.BOOL);
    SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
    SeriesCatalog.open(files, DIRECTORY, reopened, SMALL);
    assertThat(requireNonNull(reopened.series(late.id())).kind()).isEqualTo(ValueKind.BOOL);
    assertThat(reopened.countWithKind()).isEqualTo(61);
  }

  @Test
  void files_of_runs_without_series_are_removed() throws IOException {
    for (int i = 0; i < 16; i++) {
      written(i);
    }
    catalog.save(Map.of());
    assertThat(names()).contains("run-0000000000000001", "run-0000000000000002");

    for (int id = 1; id <= 8; id++) {
      registry.remove(requireNonNull(registry.series(id)));
    }
    catalog.checkpoint(Map.of());

    assertThat(names()).doesNotContain("run-0000000000000001").contains("run-0000000000000002");
    SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
    assertThat(SeriesCatalog.open(files, DIRECTORY, reopened, SMALL).whole()).isTrue();
    assertThat(reopened.all().toArray()).hasSize(8).contains(9).doesNotContain(8);
    assertThat(reopened.count()).isEqualTo(8);
  }

  private List<String> names() throws IOException {
    return files.list(DIRECTORY).stream().map(path -> path.getFileName().toString()).toList();
  }

  /// Every byte of every file flipped, and every file cut at every byte or removed. Only the newest
  /// delta cannot be missed: the catalogue is that of the save before, and does not cover segments
  /// that came since.
  @Test
  void damage_is_noticed_and_the_rest_comes_from_the_segments() throws IOException {
    for (int i = 0; i < 20; i++) {
      written(i);
    }
    catalog.save(Map.of("L0-0000000000000001", 1L));
    written(20);
    catalog.save(Map.of("L0-0000000000000001", 1L));
    Map<Integer, Labels> all = contents(registry);
    assertThat(names()).hasSize(5);
    for (String name : names()) {
      Path file = DIRECTORY.resolve(name);
      byte[] sound = files.bytes(file);
      Map<Path, byte[]> others = others(name);
      for (int at = 0; at < sound.length; at++) {
        byte[] flipped = sound.clone();
        flipped[at] ^= (byte) (1 << at % 8);
        rebuilt(file, flipped, all);
        rebuilt(file, Arrays.copyOf(sound, at), all);
        restore(others);
      }
      if (!name.startsWith("delta")) {
        files.delete(file);
        opened(all);
        files.bytes(file, sound);
        restore(others);
      }
    }
  }

  private Map<Path, byte[]> others(String name) throws IOException {
    Map<Path, byte[]> others = new TreeMap<>();
    for (String other : names()) {
      if (!other.equals(name)) {
        others.put(DIRECTORY.resolve(other), files.bytes(DIRECTORY.resolve(other)));
      }
    }
    return others;
  }

  private void restore(Map<Path, byte[]> sound) throws IOException {
    for (Map.Entry<Path, byte[]> file : sound.entrySet()) {
      files.bytes(file.getKey(), file.getValue());
    }
  }

  private void rebuilt(Path file, byte[] damaged, Map<Integer, Labels> all) throws IOException {
    files.bytes(file, damaged);
    opened(all);
  }

  private void opened(Map<Integer, Labels> all) {
    SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
    SeriesCatalog again = SeriesCatalog.open(files, DIRECTORY, reopened, SMALL);
    assertThat(again.whole()).isFalse();
    assertThat(again.covers("L0-0000000000000001", 1)).isFalse();
    assertThat(all).containsAllEntriesOf(contents(reopened));
    all.forEach((id, labels) -> reopened.restore(id, labels, ValueKind.F64));
    assertThat(contents(reopened)).isEqualTo(all);
    assertThat(reopened.count()).isEqualTo(all.size());
    assertThat(reopened.register(reopened.handle(pod(999)), ValueKind.F64).id())
        .isGreaterThan(all.size());
  }

  private static Map<Integer, Labels> contents(SeriesRegistry registry) {
    Map<Integer, Labels> contents = new TreeMap<>();
    registry.all().forEach(id -> contents.put(id, requireNonNull(registry.series(id)).labels()));
    return contents;
  }

  @Test
  void a_stale_run_gives_way_to_the_segments() throws IOException {
    for (int i = 0; i < 8; i++) {
      written(i);
    }
    catalog.save(Map.of());
    registry.remove(requireNonNull(registry.series(1)));
    Series again = written(0);
    catalog.save(Map.of());
    Path delta = DIRECTORY.resolve(names().getFirst());
    assertThat(delta.toString()).contains("delta");
    files.delete(delta);
    files.delete(DIRECTORY.resolve("full-0000000000000001"));

    SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
    SeriesCatalog.open(files, DIRECTORY, reopened, SMALL);
    reopened.restore(again.id(), pod(0), ValueKind.F64);

    assertThat(requireNonNull(reopened.find(pod(0))).id()).isEqualTo(again.id());
    assertThat(reopened.select(Selection.of(Matcher.equal("pod", "pod-0"))).toArray())
        .containsExactly(again.id());
    assertThat(reopened.count()).isEqualTo(8);
  }

  @Test
  void after_a_crash_at_any_point_the_catalogue_is_whole_and_as_new_as_what_was_saved() {
    long points = new Saving(new FaultyFiles()).files.points();
    for (long crash = 1; crash <= points; crash++) {
      Saving run = new Saving(new FaultyFiles().crashAt(crash));
      for (FaultyFiles found :
          List.of(run.files.afterKill(), run.files.afterPowerCut(new SplittableRandom(crash)))) {
        SeriesRegistry reopened = SeriesRegistryTest.emptyRegistry();
        SeriesCatalog again = SeriesCatalog.open(found, DIRECTORY, reopened, SMALL);
        assertThat(again.whole()).as("crash at %d", crash).isTrue();
        assertThat(contents(reopened)).as("crash at %d", crash).isIn(run.saved, run.contents);
      }
    }
  }

  /// Saves new series until the process dies.
  private static final class Saving {
    final FaultyFiles files;
    Map<Integer, Labels> saved = Map.of();
    Map<Integer, Labels> contents = Map.of();

    Saving(FaultyFiles files) {
      this.files = files;
      try {
        save();
      } catch (FaultyFiles.Crash _) {
        // what was saved before must be there
      }
    }

    private void save() {
      SeriesRegistry live = SeriesRegistryTest.emptyRegistry();
      SeriesCatalog catalog = SeriesCatalog.open(files, DIRECTORY, live, SMALL);
      for (int i = 0; i < 30; i++) {
        live.register(live.handle(pod(i)), ValueKind.F64);
        if (i == 20) {
          live.remove(requireNonNull(live.series(2)));
        }
        if (i % 5 == 4) {
          contents = contents(live);
          catalog.save(Map.of());
          saved = contents;
        }
      }
    }
  }

  @Property(tries = 60)
  void the_registry_answers_as_if_all_were_in_memory(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    LabelSets sets = new LabelSets(random);
    FaultyFiles fresh = new FaultyFiles();
    SeriesRegistry live = SeriesRegistryTest.emptyRegistry();
    SeriesCatalog saving = SeriesCatalog.open(fresh, DIRECTORY, live, SMALL);
    Map<Integer, Labels> model = new TreeMap<>();
    for (int step = 0; step < 15; step++) {
      for (int i = random.nextInt(20); i > 0; i--) {
        Series series = live.register(live.handle(sets.labels(30)), ValueKind.F64);
        Labels known = model.put(series.id(), series.labels());
        assertThat(known).isIn(null, series.labels());
        series.attach(random.nextInt(4) == 0 ? new Rows() : null);
      }
      for (int id : live.all().toArray()) {
        if (random.nextInt(12) == 0) {
          live.remove(requireNonNull(live.series(id)));
          model.remove(id);
        }
      }
      saving.save(Map.of());
      if (random.nextInt(5) == 0) {
        live = SeriesRegistryTest.emptyRegistry();
        saving = SeriesCatalog.open(fresh, DIRECTORY, live, SMALL);
      }
      check(live, model, sets);
    }
  }

  private static void check(SeriesRegistry live, Map<Integer, Labels> model, LabelSets sets) {
    assertThat(contents(live)).isEqualTo(model);
    assertThat(live.count()).isEqualTo(model.size());
    assertThat(live.countWithKind()).isEqualTo(model.size());
    TreeSet<String> names = new TreeSet<>();
    TreeSet<String> zones = new TreeSet<>();
    model
        .values()
        .forEach(
            labels ->
                labels.forEach(
                    (name, value) -> {
                      names.add(name);
                      if (name.equals("zone")) {
                        zones.add(value);
                      }
                    }));
    assertThat(live.labelNames(LabelRequest.everything(), null).texts())
        .containsExactlyElementsOf(names);
    assertThat(live.labelValues("zone", LabelRequest.everything(), null).texts())
        .containsExactlyElementsOf(zones);
    for (int i = 0; i < 4; i++) {
      List<List<Matcher>> anyOf = sets.matchers(30);
      assertThat(live.select(Selection.anyOf(anyOf)))
          .as("%s", anyOf)
          .isEqualTo(BruteForce.select(model, anyOf));
    }
    List<Series> series = new ArrayList<>();
    live.all().forEach(id -> series.add(requireNonNull(live.series(id))));
    series.sort(live.labelOrder());
    assertThat(series.stream().map(Series::labels).toList()).isSorted();
  }

  /// Writers attach rows to the entry that they got. Whoever looks a series up while it has rows
  /// must find that entry: else a reader would miss the rows.
  @Test
  void no_rows_are_lost_while_series_leave() throws Exception {
    int pods = 64;
    int[] unread = new int[pods];
    ReentrantLock[] heads = new ReentrantLock[pods];
    Arrays.setAll(heads, _ -> new ReentrantLock());
    for (int i = 0; i < pods; i++) {
      written(i);
    }
    AtomicBoolean stop = new AtomicBoolean();
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      int thread = t;
      tasks.add(() -> write(new SplittableRandom(thread), heads, unread));
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      Future<?> saving =
          pool.submit(
              () -> {
                int more = 1_000;
                while (!stop.get()) {
                  for (int i = 0; i < 20; i++) {
                    written(more++);
                  }
                  catalog.save(Map.of());
                }
              });
      try {
        for (Future<Integer> task : pool.invokeAll(tasks)) {
          assertThat(task.get()).isPositive();
        }
      } finally {
        stop.set(true);
      }
      saving.get();
    }
    assertThat(registry.select(Selection.of(Matcher.matches("pod", "pod-[0-9]{1,2}"))).count())
        .isEqualTo(pods);
  }

  private int write(SplittableRandom random, ReentrantLock[] heads, int[] unread) {
    int writes = 0;
    for (int i = 0; i < 3_000; i++) {
      int pod = random.nextInt(heads.length);
      int token = registry.writers().begin();
      try {
        Series handle = registry.handle(pod(pod));
        boolean known = handle.id() != Series.NO_ID && !handle.retired();
        Series entry = known ? handle : registry.register(handle, ValueKind.F64);
        heads[pod].lock();
        try {
          entry.attach(new Rows());
          unread[pod]++;
        } finally {
          heads[pod].unlock();
        }
      } finally {
        registry.writers().end(token);
      }
      heads[pod].lock();
      try {
        Series found =
            requireNonNull(registry.series(requireNonNull(registry.find(pod(pod))).id()));
        assertThat(found.attachment()).as("pod %d", pod).isNotNull();
        assertThat(found.id()).isEqualTo(pod + 1);
        if (--unread[pod] == 0) {
          found.attach(null);
        }
        writes++;
        if (random.nextInt(2) == 0) {
          Postings one = registry.select(Selection.of(Matcher.equal("pod", "pod-" + pod)));
          assertThat(one.toArray()).containsExactly(pod + 1);
        }
      } finally {
        heads[pod].unlock();
      }
    }
    return writes;
  }
}
