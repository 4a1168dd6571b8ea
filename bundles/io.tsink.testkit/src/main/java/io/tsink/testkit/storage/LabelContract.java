package io.tsink.testkit.storage;

import static io.tsink.testkit.storage.Series.A;
import static io.tsink.testkit.storage.Series.B;
import static io.tsink.testkit.storage.Series.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.LabelPage;
import io.tsink.api.store.LabelRequest;
import io.tsink.api.store.Querier;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Label names, label values and counts.
public interface LabelContract extends StorageFixture {
  private StorageSubject three() {
    var subject = StorageSubject.of(this);
    subject.append(Sample.of(A, 100, 1), Sample.of(B, 200, 2), Sample.of(C, 300, 3));
    return subject;
  }

  private void assertNames(LabelRequest request, String... expected) {
    try (var subject = three()) {
      for (int stage = 0; stage < 2; stage++) {
        try (Querier querier = subject.querier()) {
          assertThat(querier.labelNames(request).texts()).containsExactly(expected);
        }
        subject.flush();
      }
    }
  }

  private void assertValues(String name, LabelRequest request, String... expected) {
    try (var subject = three()) {
      for (int stage = 0; stage < 2; stage++) {
        try (Querier querier = subject.querier()) {
          assertThat(querier.labelValues(name, request).texts()).containsExactly(expected);
        }
        subject.flush();
      }
    }
  }

  @Test
  default void names_are_distinct_and_in_order() {
    assertNames(LabelRequest.everything(), "__name__", "job", "path", "room");
  }

  @Test
  default void names_are_those_of_the_series_that_are_selected() {
    Selection job = Selection.of(Matcher.matches("job", ".+"));
    assertNames(LabelRequest.everything().withSelection(job), "__name__", "job", "path");
    assertNames(LabelRequest.everything().withRange(new TimeRange(300, 301)), "__name__", "room");
    assertNames(LabelRequest.everything().withRange(new TimeRange(101, 200)));
    assertNames(LabelRequest.everything().withPrefix("p"), "path");
  }

  @Test
  default void values_are_distinct_and_in_order() {
    assertValues("__name__", LabelRequest.everything(), "requests", "temperature");
    assertValues("path", LabelRequest.everything(), "/", "/x");
    assertValues("nowhere", LabelRequest.everything());
  }

  @Test
  default void values_are_those_of_the_series_that_are_selected() {
    LabelRequest all = LabelRequest.everything();
    assertValues("job", all.withSelection(Selection.of(Matcher.equal("path", "/x"))), "b");
    assertValues("job", all.withRange(new TimeRange(100, 200)), "a");
    assertValues("__name__", all.withPrefix("temp"), "temperature");
    assertValues("path", all.withStartAfter("/"), "/x");
  }

  @Test
  default void values_are_ordered_by_their_bytes() {
    // In UTF-16 the surrogates of the last sort before U+FF5E.
    List<String> values = List.of("Z", "a", "é", "\uFF5E", "\uD83C\uDF0D");
    try (var subject = StorageSubject.of(this)) {
      for (String value : values.reversed()) {
        subject.append(Labels.of("__name__", "m", "v", value), 1, 1);
      }
      try (Querier querier = subject.querier()) {
        assertThat(querier.labelValues("v", LabelRequest.everything()).texts()).isEqualTo(values);
      }
    }
  }

  @Test
  default void pages_together_are_the_whole_and_say_when_there_is_more() {
    try (var subject = StorageSubject.of(this)) {
      for (int i = 0; i < 10; i++) {
        subject.append(Labels.of("__name__", "m", "v", "v" + i), 1, 1);
      }
      try (Querier querier = subject.querier()) {
        LabelRequest four = LabelRequest.everything().withLimit(4);
        LabelPage first = querier.labelValues("v", four);
        LabelPage second = querier.labelValues("v", four.withStartAfter("v3"));
        LabelPage third = querier.labelValues("v", four.withStartAfter("v7"));

        assertThat(first).isEqualTo(new LabelPage(List.of("v0", "v1", "v2", "v3"), true));
        assertThat(second).isEqualTo(new LabelPage(List.of("v4", "v5", "v6", "v7"), true));
        assertThat(third).isEqualTo(new LabelPage(List.of("v8", "v9"), false));
        assertThat(querier.labelValues("v", four.withLimit(10)).truncated()).isFalse();
      }
    }
  }

  @Test
  default void reserved_names_are_hidden_unless_asked_for() {
    Labels tenant = Labels.of("__name__", "m", Labels.TENANT, "t");
    Labels rollup = Labels.of("__name__", Labels.ROLLUP_PREFIX + "p:m", "only", "here");
    try (var subject = StorageSubject.of(this)) {
      subject.append(Sample.of(tenant, 1, 1), Sample.of(rollup, 1, 1));
      try (Querier querier = subject.querier()) {
        LabelRequest shown = LabelRequest.everything().withInternal(true);

        assertThat(querier.labelNames(LabelRequest.everything()).texts())
            .containsExactly("__name__");
        assertThat(querier.labelNames(shown).texts())
            .containsExactly("__name__", Labels.TENANT, "only");
        assertThat(querier.labelValues("__name__", LabelRequest.everything()).texts())
            .containsExactly("m");
        assertThat(querier.labelValues("__name__", shown).texts()).hasSize(2);
      }
    }
  }

  @Test
  default void a_count_is_of_the_series_with_samples_in_the_range() {
    try (var subject = three()) {
      for (int stage = 0; stage < 2; stage++) {
        try (Querier querier = subject.querier()) {
          Selection job = Selection.of(Matcher.notEqual("job", ""));
          assertThat(querier.count(Selection.everything(), TimeRange.ALL)).isEqualTo(3);
          assertThat(querier.count(job, TimeRange.ALL)).isEqualTo(2);
          assertThat(querier.count(job, new TimeRange(101, 300))).isEqualTo(1);
          assertThat(querier.count(job, new TimeRange(300, 400))).isZero();
        }
        subject.flush();
      }
    }
  }
}
