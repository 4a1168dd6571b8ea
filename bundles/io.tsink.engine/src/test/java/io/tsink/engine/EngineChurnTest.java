package io.tsink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.Maintenance;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SeriesHandle;
import io.tsink.api.store.Statistic;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Series come and go in a whole engine.
final class EngineChurnTest {
  private static final int PODS = 50;

  @TempDir private Path directory;

  private static void write(Appender appender, SeriesHandle handle, long time) {
    var batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
    batch.add(batch.slot(handle), time, 1);
    CommitResult result = appender.commit(batch, CommitOptions.defaults());
    assertThat(result.samples()).isEqualTo(1);
  }

  private static double statistic(Engine engine, String name) {
    return engine.statistics().stream()
        .filter(statistic -> statistic.name().equals(name))
        .mapToDouble(Statistic::value)
        .sum();
  }

  private static long count(Engine engine, TimeRange range) {
    try (Querier querier = engine.querier(QueryContext.unlimited(), ReadOptions.defaults())) {
      return querier.count(Selection.of(Matcher.metric("pod")), range);
    }
  }

  @Test
  void the_head_lets_series_go_that_are_not_written_to_and_takes_them_back() {
    EngineOptions options =
        EngineOptions.builder()
            .dataPath(directory)
            .precision(TimestampPrecision.MILLISECONDS)
            .retention(null)
            .futureSkew(null)
            .flushInterval(Duration.ofHours(1))
            .build();
    try (Engine engine =
            Engine.open(options, EngineCodecs.plain()).awaitReady(Duration.ofSeconds(30));
        Appender appender = engine.appender(AppendContext.local())) {
      Maintenance maintenance = engine.capability(Maintenance.class).orElseThrow();
      var pods = new SeriesHandle[PODS];
      for (int i = 0; i < PODS; i++) {
        pods[i] = appender.series(Labels.of("__name__", "pod", "pod", "pod-" + i));
        write(appender, pods[i], 1_000);
      }
      SeriesHandle steady = appender.series(Labels.of("__name__", "steady"));
      for (int round = 0; round < 5; round++) {
        write(appender, steady, 2_000 + round);
        maintenance.flush();
      }

      assertThat(statistic(engine, "tsink_head_series")).isEqualTo(1);
      assertThat(count(engine, TimeRange.ALL)).isEqualTo(PODS);

      write(appender, pods[7], 500);
      assertThat(statistic(engine, "tsink_head_series")).isEqualTo(2);
      assertThat(count(engine, new TimeRange(0, 1_000))).isEqualTo(1);
      assertThat(count(engine, TimeRange.ALL)).isEqualTo(PODS);
      assertThat(statistic(engine, "tsink_series")).isEqualTo(PODS + 1.0);
    }
  }
}
