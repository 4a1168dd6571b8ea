package io.tsink.testkit.storage;

import static io.tsink.testkit.storage.Series.A;
import static io.tsink.testkit.storage.Series.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Exemplar;
import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.MetricMetadata;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.Querier;
import io.tsink.api.store.Reason;
import io.tsink.api.store.SeriesExemplars;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Exemplars and metadata: stored beside samples, with outcomes of their own.
public interface ExemplarContract extends StorageFixture {
  private static Exemplar exemplar(String trace, double value, long time) {
    return new Exemplar(Labels.of("trace_id", trace), value, time);
  }

  private static CommitResult append(StorageSubject subject, Labels labels, Exemplar... exemplars) {
    return StorageWriter.commit(
        subject.storage(),
        CommitOptions.defaults(),
        slots -> {
          for (Exemplar exemplar : exemplars) {
            slots.batch().addExemplar(slots.slot(labels), exemplar);
          }
        },
        List.of());
  }

  private static CommitResult append(StorageSubject subject, MetricMetadata... entries) {
    return StorageWriter.commit(
        subject.storage(),
        CommitOptions.defaults(),
        slots -> List.of(entries).forEach(slots.batch()::addMetadata),
        List.of());
  }

  private static List<SeriesExemplars> exemplars(StorageSubject subject) {
    try (Querier querier = subject.querier()) {
      return querier.exemplars(List.of(Selection.everything()), TimeRange.ALL, 1_000);
    }
  }

  @Test
  default void exemplars_come_back_by_series_and_time() {
    needs(StorageTrait.EXEMPLARS);
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(B, 1, 1));
      CommitResult result = append(subject, A, exemplar("a", 1, 100), exemplar("b", 2, 200));
      append(subject, B, exemplar("c", 3, 150));

      assertThat(result.exemplars()).isEqualTo(2);
      assertThat(result.samples()).isZero();
      var expected =
          List.of(
              new SeriesExemplars(A, List.of(exemplar("a", 1, 100), exemplar("b", 2, 200))),
              new SeriesExemplars(B, List.of(exemplar("c", 3, 150))));
      assertThat(exemplars(subject)).isEqualTo(expected);
      if (!lacks().contains(StorageTrait.REOPEN)) {
        subject.flush();
        subject.reopen();
        assertThat(exemplars(subject)).as("reopened").isEqualTo(expected);
      }
    }
  }

  @Test
  default void exemplars_are_found_by_selections_range_and_limit() {
    needs(StorageTrait.EXEMPLARS);
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 1, 1), Sample.of(B, 1, 1));
      append(subject, A, exemplar("a", 1, 100), exemplar("b", 2, 200));
      append(subject, B, exemplar("c", 3, 150));
      try (Querier querier = subject.querier()) {
        List<Selection> onlyB = List.of(Selection.of(Matcher.equal("job", "b")));
        List<Selection> both =
            List.of(Selection.of(Matcher.equal("job", "a")), onlyB.getFirst(), onlyB.getFirst());

        assertThat(querier.exemplars(onlyB, TimeRange.ALL, 10))
            .containsExactly(new SeriesExemplars(B, List.of(exemplar("c", 3, 150))));
        assertThat(querier.exemplars(both, new TimeRange(101, 200), 10))
            .containsExactly(new SeriesExemplars(B, List.of(exemplar("c", 3, 150))));
        assertThat(querier.exemplars(both, TimeRange.ALL, 10)).hasSize(2);
        assertThat(
                querier.exemplars(both, TimeRange.ALL, 2).stream()
                    .mapToInt(series -> series.exemplars().size())
                    .sum())
            .isEqualTo(2);
        assertThat(querier.exemplars(both, TimeRange.ALL, 0)).isEmpty();
      }
    }
  }

  @Test
  default void an_exemplar_of_a_refused_series_is_rejected_by_its_own_number() {
    needs(StorageTrait.EXEMPLARS);
    try (var subject = StorageSubject.of(this)) {
      CommitResult result = append(subject, Labels.of("job", "nameless"), exemplar("a", 1, 1));

      assertThat(result.exemplars()).isZero();
      assertThat(result.outcomes().allWereAccepted()).isTrue();
      assertThat(result.exemplarOutcomes().rejected(Reason.NO_METRIC_NAME)).isEqualTo(1);
      assertThat(result.exemplarOutcomes().row(0)).isZero();
    }
  }

  @Test
  default void a_delete_hides_exemplars_in_its_range() {
    needs(StorageTrait.EXEMPLARS);
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(A, 100, 1), Sample.of(A, 200, 1));
      append(subject, A, exemplar("a", 1, 100), exemplar("b", 2, 200));

      subject.delete(A, new TimeRange(100, 101));

      assertThat(exemplars(subject))
          .containsExactly(new SeriesExemplars(A, List.of(exemplar("b", 2, 200))));
    }
  }

  @Test
  default void metadata_comes_back_by_family() {
    needs(StorageTrait.METADATA);
    var gauge =
        new MetricMetadata(Labels.empty(), "temp", MetricMetadata.Type.GAUGE, "How warm", "C");
    var counter =
        new MetricMetadata(Labels.empty(), "reqs", MetricMetadata.Type.COUNTER, "Requests", "");
    var other =
        new MetricMetadata(
            Labels.of("tenant", "t"), "reqs", MetricMetadata.Type.GAUGE, "Otherwise", "");
    try (var subject = StorageSubject.of(this)) {
      CommitResult result = append(subject, gauge, counter, other, counter);
      assertThat(result.metadata()).isEqualTo(4);
      if (!lacks().contains(StorageTrait.REOPEN)) {
        subject.flush();
        subject.reopen();
      }
      try (Querier querier = subject.querier()) {
        assertThat(querier.metadata("", 10, 10)).containsExactlyInAnyOrder(gauge, counter, other);
        assertThat(querier.metadata("reqs", 10, 10)).containsExactlyInAnyOrder(counter, other);
        assertThat(querier.metadata("reqs", 10, 1)).hasSize(1);
        assertThat(querier.metadata("", 1, 10))
            .allMatch(entry -> entry.family().equals("reqs"))
            .hasSize(2);
        assertThat(querier.metadata("nothing", 10, 10)).isEmpty();
      }
    }
  }
}
