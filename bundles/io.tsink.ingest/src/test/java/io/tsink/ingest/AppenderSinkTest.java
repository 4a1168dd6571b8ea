package io.tsink.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.AliasKey;
import io.tsink.api.Exemplar;
import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.Matcher;
import io.tsink.api.MetricMetadata;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.Reason;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.SeriesSet;
import io.tsink.api.store.StorageException;
import io.tsink.spi.ingest.IngestResult;
import io.tsink.telemetry.MetricRegistry;
import io.tsink.testkit.host.ManualClock;
import io.tsink.testkit.storage.ModelStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppenderSinkTest {
  private final ManualClock clock = new ManualClock(Instant.ofEpochSecond(1000));
  private final ModelStorage storage = ModelStorage.open();
  private final MetricRegistry registry = new MetricRegistry();
  private final ProtocolMetrics metrics =
      new ProtocolMetrics(registry.scope("tsink_ingest"), "test");
  private final SeriesTable series = new SeriesTable(1000);
  private final BatchPool batches = new BatchPool(2, 1 << 20);
  private final RejectLog rejects = new RejectLog(clock, metrics);
  private final SinkHost host =
      new SinkHost(
          "test", 42, series, batches, new LabelPolicy(4, 16, 32), metrics, rejects, 10, 1 << 20);
  private final AliasKey key = new AliasKey();

  @AfterEach
  void close() {
    storage.close();
  }

  private AppenderSink sink() {
    return sink(AppendContext.local());
  }

  private AppenderSink sink(AppendContext context) {
    return new AppenderSink(host, storage.appender(context), context);
  }

  /// The slot of a series as a protocol finds it.
  private int slot(AppenderSink sink, String... labels) {
    byte[] bytes = String.join("\0", labels).getBytes(UTF_8);
    key.start(1, sink.scopeSeed()).add(bytes, 0, bytes.length);
    int slot = sink.find(key);
    if (slot >= 0) {
      return slot;
    }
    var builder = new LabelsBuilder();
    for (int i = 0; i < labels.length; i += 2) {
      builder.add(labels[i], labels[i + 1]);
    }
    return sink.define(key, builder);
  }

  private List<String> stored() {
    var all = new ArrayList<String>();
    Selection selection = Selection.of(Matcher.matches("__name__", ".+"));
    try (var querier = storage.querier(QueryContext.unlimited(), ReadOptions.defaults())) {
      SeriesSet set = querier.select(selection, SelectHints.over(TimeRange.ALL));
      while (set.next()) {
        all.add(set.labels().toString());
      }
    }
    all.sort(null);
    return all;
  }

  @Test
  void a_known_series_is_not_looked_up_again_by_another_sink() {
    try (AppenderSink sink = sink()) {
      sink.batch().add(slot(sink, "__name__", "a"), 1, 1);
      assertThat(sink.flush().samples()).isEqualTo(1);
    }
    long before = series.size();
    try (AppenderSink sink = sink()) {
      byte[] bytes = "__name__\0a".getBytes(UTF_8);
      assertThat(sink.find(key.start(1, sink.scopeSeed()).add(bytes, 0, bytes.length)))
          .isNotNegative();
    }

    assertThat(series.size()).isEqualTo(before);
    assertThat(registry.exposition())
        .contains("tsink_ingest_series_lookups_total{protocol=\"test\"} 1");
  }

  @Test
  void rows_of_refused_series_are_reported_and_the_others_stored() {
    try (AppenderSink sink = sink()) {
      sink.batch().origin(sink.batch().add(slot(sink, "__name__", "a"), 1, 1), 7);
      sink.batch().origin(sink.batch().add(slot(sink, "job", "x"), 1, 1), 8);
      sink.batch().origin(sink.batch().add(slot(sink, "__name__", "a", "", "x"), 1, 1), 9);
      sink.batch().origin(sink.batch().add(slot(sink, "__name__", "b"), 1, 1), 10);
      IngestResult result = sink.flush();

      assertThat(result.samples()).isEqualTo(2);
      assertThat(result.rows().rejected(Reason.NO_METRIC_NAME)).isEqualTo(1);
      assertThat(result.rows().rejected(Reason.INVALID_LABELS)).isEqualTo(1);
      assertThat(result.rows().row(0)).isEqualTo(8);
      assertThat(result.httpStatus()).isEqualTo(400);
    }
    assertThat(stored()).containsExactly("a", "b");
  }

  @Test
  void labels_beyond_the_limits_and_reserved_names_are_refused() {
    try (AppenderSink sink = sink()) {
      sink.batch().add(slot(sink, "__name__", "a", "b", "1", "c", "1", "d", "1", "e", "1"), 1, 1);
      sink.batch().add(slot(sink, "__name__", "a", "l234567890123456x", "1"), 1, 1);
      sink.batch().add(slot(sink, "__name__", "a", "b", "v".repeat(33)), 1, 1);
      sink.batch().add(slot(sink, "__name__", "a", Labels.TENANT, "other"), 1, 1);
      sink.batch().add(slot(sink, "__name__", Labels.ROLLUP_PREFIX + "x"), 1, 1);
      IngestResult result = sink.flush();

      assertThat(result.stored()).isZero();
      assertThat(result.rows().rejected(Reason.LABEL_LIMIT)).isEqualTo(3);
      assertThat(result.rows().rejected(Reason.RESERVED_LABEL)).isEqualTo(2);
    }
    assertThat(stored()).isEmpty();
  }

  @Test
  void exemplars_and_metadata_go_on_without_those_of_refused_series() {
    try (AppenderSink sink = sink()) {
      int good = slot(sink, "__name__", "a");
      int bad = slot(sink, "job", "x");
      sink.batch().add(good, 1, 1);
      sink.batch().addExemplar(good, new Exemplar(Labels.of("t", "1"), 1, 1));
      sink.batch().addExemplar(bad, new Exemplar(Labels.of("t", "2"), 1, 1));
      sink.batch()
          .addMetadata(new MetricMetadata(Labels.empty(), "a", MetricMetadata.Type.GAUGE, "h", ""));
      IngestResult result = sink.flush();

      assertThat(result.exemplars()).isEqualTo(1);
      assertThat(result.metadata()).isEqualTo(1);
      assertThat(result.exemplarRows().rejected()).isEqualTo(1);
      assertThat(result.exemplarRows().row(0)).isEqualTo(1);
    }
  }

  @Test
  void labels_of_the_scope_join_each_series_and_tell_the_keys_apart() {
    try (AppenderSink sink = sink()) {
      sink.scope(Labels.of("db", "one"));
      sink.batch().add(slot(sink, "__name__", "a", "db", "mine"), 1, 1);
      sink.scope(Labels.of("db", "two"));
      sink.batch().add(slot(sink, "__name__", "a", "db", "mine"), 1, 1);
      assertThat(sink.flush().samples()).isEqualTo(2);
    }
    assertThat(stored()).containsExactly("a{db=\"one\"}", "a{db=\"two\"}");
  }

  @Test
  void listeners_tenants_and_instances_have_seeds_of_their_own() {
    var seeds = new ArrayList<Long>();
    for (AppendContext context :
        List.of(
            AppendContext.local(),
            AppendContext.builder().tenant("t").build(),
            AppendContext.builder().scope(Labels.of("l", "1")).build())) {
      seeds.add(host.seed(context, Labels.empty()));
      seeds.add(host.seed(context, Labels.of("l", "1")));
    }

    assertThat(seeds).doesNotHaveDuplicates();
  }

  @Test
  void results_add_up_over_flushes() {
    try (AppenderSink sink = sink()) {
      for (int i = 0; i < 3; i++) {
        sink.batch().add(slot(sink, "__name__", "a"), i, i);
        sink.reject(i, Reason.MALFORMED, "bad", new byte[] {'x'}, 0, 1);
        var _ = sink.flush();
      }

      assertThat(sink.result().samples()).isEqualTo(3);
      assertThat(sink.result().rejected()).isEqualTo(3);
    }
  }

  @Test
  void a_full_batch_says_so() {
    try (AppenderSink sink = sink()) {
      for (int i = 0; i < 10; i++) {
        assertThat(sink.full()).isFalse();
        sink.batch().add(slot(sink, "__name__", "a"), i, i);
      }
      assertThat(sink.full()).isTrue();
      var _ = sink.flush();
      assertThat(sink.full()).isFalse();
    }
  }

  @Test
  void a_failed_flush_leaves_an_empty_batch_and_counts() {
    AppenderSink sink = sink();
    sink.batch().add(slot(sink, "__name__", "a"), 1, 1);
    storage.close();

    assertThatThrownBy(sink::flush)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.STORAGE_CLOSED));
    assertThat(sink.batch().isEmpty()).isTrue();
    assertThat(sink.result().stored()).isZero();
    assertThat(registry.exposition())
        .contains("tsink_ingest_failures_total{protocol=\"test\",kind=\"storage_closed\"} 1");
  }

  @Test
  void a_canceled_sink_stores_nothing_more() {
    AppenderSink sink = sink();
    sink.batch().add(slot(sink, "__name__", "a"), 1, 1);
    sink.cancel();

    assertThatThrownBy(sink::flush)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.SHUTTING_DOWN));
    assertThat(stored()).isEmpty();
  }

  @Test
  void rows_that_were_not_flushed_are_discarded() {
    try (AppenderSink sink = sink()) {
      sink.batch().add(slot(sink, "__name__", "a"), 1, 1);
    }

    assertThat(stored()).isEmpty();
    assertThat(batches.take().isEmpty()).isTrue();
  }

  @Test
  void refusals_are_kept_for_operators_but_not_all_of_a_burst() {
    try (AppenderSink sink = sink()) {
      byte[] input = "x".repeat(1000).getBytes(UTF_8);
      for (int i = 0; i < 100; i++) {
        sink.reject(i, Reason.MALFORMED, "bad " + i, input, 0, input.length);
      }
      clock.advance(Duration.ofSeconds(1));
      sink.reject(100, Reason.MALFORMED, "later", input, 0, 1);
    }

    assertThat(rejects.entries()).hasSize(RejectLog.PER_SECOND + 1);
    assertThat(rejects.entries().getFirst().input()).hasSize(RejectLog.INPUT_BYTES);
    assertThat(rejects.entries().getLast().detail()).isEqualTo("later");
    assertThat(registry.exposition())
        .contains("tsink_ingest_rejected_total{protocol=\"test\",reason=\"malformed\"} 101");
  }
}
