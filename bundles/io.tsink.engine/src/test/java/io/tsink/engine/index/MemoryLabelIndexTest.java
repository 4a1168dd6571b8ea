package io.tsink.engine.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MemoryLabelIndexTest {

  private final SymbolTable symbols = new SymbolTable();
  private final Map<Integer, Labels> series = new HashMap<>();
  private final Map<Integer, int[]> labels = new HashMap<>();
  private final MemoryLabelIndex index = new MemoryLabelIndex(symbols, this::valueOf);
  private final PostingsSelector selector = new PostingsSelector(new RegexCache(4));

  private int valueOf(int id, int name) {
    int[] all = requireNonNull(labels.get(id));
    for (int i = 0; i < all.length; i += 2) {
      if (all[i] == name) {
        return all[i + 1];
      }
    }
    return SymbolTable.NONE;
  }

  private void add(int id, Labels added) {
    int[] all = new int[2 * added.count()];
    for (int i = 0; i < added.count(); i++) {
      all[2 * i] = intern(added.name(i));
      all[2 * i + 1] = intern(added.value(i));
    }
    series.put(id, added);
    labels.put(id, all);
    index.add(id, all);
  }

  private int intern(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return symbols.intern(bytes, 0, bytes.length);
  }

  private void remove(int id) {
    series.remove(id);
    index.remove(id, requireNonNull(labels.get(id)));
  }

  @Property(tries = 150)
  void selections_equal_brute_force_while_series_come_and_go(@ForAll long seed) {
    MemoryLabelIndexTest fresh = new MemoryLabelIndexTest();
    fresh.comeAndGo(new SplittableRandom(seed));
  }

  private void comeAndGo(SplittableRandom random) {
    LabelSets sets = new LabelSets(random);
    int values = 1 + random.nextInt(12);
    int next = random.nextBoolean() ? 1 : 0x7FFF_FFF0;
    for (int step = 0; step < 8; step++) {
      for (int i = random.nextInt(60); i > 0; i--) {
        add(next++, sets.labels(values));
      }
      for (int id : series.keySet().stream().filter(_ -> random.nextInt(3) == 0).toList()) {
        remove(id);
      }
      for (int i = 0; i < 8; i++) {
        List<List<Matcher>> anyOf = sets.matchers(values);
        assertThat(selector.select(index, anyOf))
            .as("%s of %s", anyOf, series)
            .isEqualTo(BruteForce.select(series, anyOf));
      }
    }
    assertThat(index.count()).isEqualTo(series.size());
  }

  @Test
  void a_label_without_series_has_no_values_and_no_name() {
    add(1, Labels.of("__name__", "up", "job", "a"));
    add(2, Labels.of("__name__", "up"));
    remove(1);

    assertThat(index.names(null)).containsExactly(symbols.find("__name__"));
    assertThat(index.valueCount("job".getBytes(UTF_8))).isZero();
    assertThat(index.values(symbols.find("job"), null)).isEmpty();
  }

  @Test
  void names_and_values_can_be_limited_to_some_series() {
    add(1, Labels.of("__name__", "up", "job", "a"));
    add(2, Labels.of("__name__", "up", "job", "b", "zone", "z"));
    add(3, Labels.of("__name__", "up", "job", "c"));

    assertThat(index.values(symbols.find("job"), Postings.of(1, 2, 3)))
        .containsExactlyInAnyOrder(symbols.find("a"), symbols.find("b"), symbols.find("c"));
    assertThat(index.values(symbols.find("job"), Postings.of(2)))
        .containsExactly(symbols.find("b"));
    assertThat(index.names(Postings.of(1))).doesNotContain(symbols.find("zone"));
  }

  @Test
  void a_bad_regular_expression_is_the_callers_fault() {
    assertThatThrownBy(() -> selector.select(index, List.of(List.of(Matcher.matches("job", "a(")))))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT))
        .hasMessageStartingWith("matcher job=~\"a(\": not a regular expression");
  }

  @Test
  void few_candidates_against_many_values_give_the_same_answer() {
    for (int id = 1; id <= 500; id++) {
      add(id, Labels.of("__name__", id % 100 == 0 ? "rare" : "common", "instance", "i" + id));
    }
    List<List<Matcher>> anyOf =
        List.of(
            List.of(Matcher.metric("rare"), Matcher.matches("instance", "i[13]..")),
            List.of(Matcher.metric("rare"), Matcher.notMatches("instance", "i[135].*")));

    assertThat(selector.select(index, anyOf).toArray()).containsExactly(100, 200, 300, 400);
  }
}
