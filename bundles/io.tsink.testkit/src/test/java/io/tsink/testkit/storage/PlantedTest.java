package io.tsink.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.store.Storage;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Planted bugs are found by histories, and by the content that is compared after them.
final class PlantedTest {
  private static final int HISTORIES = 20;

  private record Fixture(UnaryOperator<Storage> bug) implements StorageFixture {
    @Override
    public Storage open(StorageSettings settings) {
      return bug.apply(ModelStorage.open(settings));
    }

    @Override
    public Storage reopen(Storage storage) {
      var planted = (DelegatingStorage) storage;
      return bug.apply(((ModelStorage) planted.lower()).reopened());
    }
  }

  private static void assertFound(UnaryOperator<Storage> bug, String place) {
    assertThatThrownBy(
            () -> {
              for (int seed = 0; seed < HISTORIES; seed++) {
                HistoryRunner.run(new Fixture(bug), Histories.random(seed));
              }
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(place);
  }

  @Test
  void the_same_histories_pass_without_a_bug() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      HistoryRunner.run(new Fixture(DelegatingStorage::new), Histories.random(seed));
    }
  }

  @Test
  void a_lost_sample_is_found() {
    assertFound(Planted::lostSample, "m_");
  }

  @Test
  void a_wrong_last_write_is_found() {
    assertFound(Planted::wrongLastWrite, "m_");
  }

  @Test
  void a_sample_lost_at_the_edge_of_a_chunk_is_found() {
    assertFound(Planted::cutChunkEdge, "m_");
  }

  @Test
  void the_difference_names_the_place_and_both_values() {
    try (var expected = StorageSubject.of(new Fixture(UnaryOperator.identity()));
        var found = StorageSubject.of(new Fixture(UnaryOperator.identity()))) {
      expected.append(Sample.of(Series.A, 1_000, 1.5), Sample.of(Series.A, 2_000, 2.5));
      found.append(Sample.of(Series.A, 1_000, 7.5), Sample.of(Series.A, 3_000, 2.5));

      assertThat(Everything.of(found.storage()).differences(Everything.of(expected.storage())))
          .containsExactly(
              "requests{job=\"a\", path=\"/\"} @ 1000: found 1000 f64 7.5, expected 1000 f64 1.5",
              "requests{job=\"a\", path=\"/\"} @ 2000: found nothing, expected 2000 f64 2.5",
              "requests{job=\"a\", path=\"/\"} @ 3000: found 3000 f64 2.5, expected nothing");
    }
  }

  @Test
  void a_failing_history_is_shortened_to_what_matters() {
    var fixture = new Fixture(Planted::cutChunkEdge);
    var shrinker = new HistoryShrinker(fixture);
    History failing =
        LongStream.range(0, HISTORIES)
            .mapToObj(Histories::random)
            .filter(history -> shrinker.failure(history) != null)
            .findFirst()
            .orElseThrow();

    History smallest = shrinker.shrink(failing);

    assertThat(shrinker.failure(smallest)).isNotNull();
    assertThat(smallest.steps()).hasSizeLessThanOrEqualTo(2);
    assertThat(((Step.Append) smallest.steps().getFirst()).samples()).hasSizeLessThan(40);
  }

  @Test
  void the_same_seed_makes_the_same_history() {
    assertThat(Histories.random(42)).isEqualTo(Histories.random(42));
    assertThat(Histories.random(42)).isNotEqualTo(Histories.random(43));
    assertThat(Histories.random(42).steps()).hasSizeGreaterThanOrEqualTo(50);
  }
}
