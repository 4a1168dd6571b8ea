package io.tsink.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Refusal;
import io.tsink.api.store.SeriesHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesTableTest {
  private final SeriesTable table = new SeriesTable(1 << 20);

  private static final class Series implements SeriesHandle {
    private boolean retired;

    @Override
    public Labels labels() {
      return Labels.empty();
    }

    @Override
    public long identityHash() {
      return 0;
    }

    @Override
    public @Nullable ValueKind kind() {
      return null;
    }

    @Override
    public @Nullable Refusal refusal() {
      return null;
    }

    @Override
    public boolean retired() {
      return retired;
    }
  }

  private @Nullable SeriesHandle find(long key) {
    return handle(table.find(key, key * 0x9e3779b97f4a7c15L, SeriesTable.Entry.start()));
  }

  private static @Nullable SeriesHandle handle(SeriesTable.@Nullable Entry entry) {
    return entry == null ? null : entry.handle();
  }

  private void put(long key, SeriesHandle series) {
    var _ = table.put(key, key * 0x9e3779b97f4a7c15L, series);
  }

  @Property(tries = 50)
  void it_is_a_map(@ForAll long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var fresh = new SeriesTable(1 << 20);
    Map<Long, SeriesHandle> expected = new HashMap<>();
    SeriesTable.Entry last = SeriesTable.Entry.start();
    for (int i = 0; i < 20_000; i++) {
      long key = random.nextLong(5_000);
      if (random.nextInt(3) == 0) {
        var series = new Series();
        expected.put(key, series);
        last = fresh.put(key, key << 7, series);
      } else {
        SeriesTable.Entry found = fresh.find(key, key << 7, last);
        assertThat(handle(found)).isSameAs(expected.get(key));
        last = found == null ? last : found;
      }
    }
    assertThat(fresh.size()).isEqualTo(expected.size());
  }

  @Test
  void a_series_that_is_not_used_for_an_epoch_is_forgotten() {
    put(1, new Series());
    put(2, new Series());
    table.advanceEpoch();
    assertThat(find(1)).isNotNull();
    assertThat(table.size()).isEqualTo(2);

    table.advanceEpoch();

    assertThat(table.size()).isEqualTo(1);
    assertThat(find(1)).isNotNull();
    assertThat(find(2)).isNull();
  }

  @Test
  void a_retired_series_is_not_found_and_gives_way_to_its_successor() {
    var old = new Series();
    put(1, old);
    old.retired = true;
    assertThat(find(1)).isNull();

    var fresh = new Series();
    put(1, fresh);

    assertThat(find(1)).isSameAs(fresh);
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void a_guess_that_was_forgotten_is_not_taken() {
    var first = table.put(1, 1, new Series());
    var second = table.put(2, 2, new Series());
    SeriesTable.follow(first, second);
    var fresh = new Series();
    var _ = table.put(2, 2, fresh);

    assertThat(handle(table.find(2, 2, first))).isSameAs(fresh);
  }

  @Test
  void it_does_not_grow_beyond_its_limit() {
    var small = new SeriesTable(64 * SeriesTable.SHARDS);
    for (long key = 0; key < 100_000; key++) {
      var _ = small.put(key, key * 0x9e3779b97f4a7c15L, new Series());
    }

    assertThat(small.size()).isBetween(1L, 64L * SeriesTable.SHARDS);
  }

  @Test
  void readers_find_what_was_put_while_others_put() throws InterruptedException {
    var failures = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      long base = t * 1_000_000L;
      threads.add(
          Thread.ofPlatform()
              .name("writer-" + t)
              .start(
                  () -> {
                    for (long key = base; key < base + 5_000; key++) {
                      var series = new Series();
                      put(key, series);
                      if (find(key) != series || find(base) == null) {
                        failures.incrementAndGet();
                      }
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(failures).hasValue(0);
    assertThat(table.size()).isEqualTo(20_000);
  }
}
