package io.tsink.engine;

import static io.tsink.engine.StoreTrial.A;
import static io.tsink.engine.StoreTrial.B;
import static io.tsink.engine.StoreTrial.append;
import static io.tsink.engine.StoreTrial.flush;
import static io.tsink.engine.StoreTrial.healthCodes;
import static io.tsink.engine.StoreTrial.samples;
import static io.tsink.engine.StoreTrial.statistic;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.engine.io.FaultyFiles;
import io.tsink.testkit.host.ManualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Samples expire: they are not seen any more, and then they are gone.
final class EngineRetentionTest {
  private static final Path SEGMENTS = StoreTrial.DIRECTORY.resolve("segments");
  private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000;

  private final ManualClock clock = new ManualClock(Instant.ofEpochMilli(START));
  private final FaultyFiles files = new FaultyFiles();

  private Engine open() {
    return StoreTrial.open(StoreTrial.options(files).retention(Duration.ofHours(10)).clock(clock));
  }

  @Test
  void a_sample_is_not_seen_from_the_moment_at_which_it_expires() {
    try (Engine engine = open()) {
      append(engine, A, START - 9 * HOUR, 1);
      append(engine, B, START - 9 * HOUR, 1);
      append(engine, B, START, 2);
      flush(engine);
      clock.advance(Duration.ofHours(1));
      assertThat(samples(engine, A)).hasSize(1);
      clock.advance(Duration.ofMillis(1));

      assertThat(samples(engine, A)).isEmpty();
      assertThat(samples(engine, B)).hasSize(1);
      try (Querier querier = engine.querier(QueryContext.unlimited(), ReadOptions.defaults())) {
        assertThat(querier.count(Selection.everything(), TimeRange.ALL)).isEqualTo(1);
      }
      assertThat(statistic(engine, "tsink_segment_samples")).isEqualTo(3);
    }
  }

  @Test
  void a_segment_goes_when_all_of_it_is_expired() throws IOException {
    try (Engine engine = open()) {
      append(engine, A, START - 9 * HOUR, 1);
      flush(engine);
      append(engine, A, START, 2);
      flush(engine);
      clock.advance(Duration.ofHours(2));

      engine.compact();

      assertThat(statistic(engine, "tsink_expired_segments_total")).isEqualTo(1);
      assertThat(statistic(engine, "tsink_expired_samples_total")).isEqualTo(1);
      assertThat(files.list(SEGMENTS)).containsExactly(SEGMENTS.resolve("L0-0000000000000002"));
      assertThat(samples(engine, A)).hasSize(1);
    }
    try (Engine engine = open()) {
      assertThat(samples(engine, A)).hasSize(1);
    }
  }

  @Test
  void a_segment_that_is_half_expired_is_written_anew_without_that_half() {
    try (Engine engine = open()) {
      for (int hour = 9; hour >= 0; hour--) {
        append(engine, A, START - hour * HOUR, hour);
      }
      flush(engine);
      clock.advance(Duration.ofHours(6));
      append(engine, A, START + 6 * HOUR, 1);
      flush(engine);

      engine.compact();

      assertThat(statistic(engine, "tsink_segment_samples")).isEqualTo(5 + 1);
      assertThat(samples(engine, A)).hasSize(6);
      engine.compact();
      assertThat(statistic(engine, "tsink_compactions_total")).isEqualTo(1);
    }
  }

  @Test
  void a_clock_that_jumps_ahead_removes_nothing() {
    try (Engine engine = open()) {
      append(engine, A, START, 1);
      flush(engine);
      clock.advance(Duration.ofDays(30));

      engine.compact();

      assertThat(statistic(engine, "tsink_segments")).isEqualTo(1);
      assertThat(healthCodes(engine)).contains("expiry-held");
      assertThat(samples(engine, A)).isEmpty();
      clock.advance(Duration.ofDays(-30));
      engine.compact();
      assertThat(samples(engine, A)).hasSize(1);
      assertThat(healthCodes(engine)).doesNotContain("expiry-held");
    }
  }

  @Test
  void what_is_expired_in_memory_is_not_seen_either() {
    try (Engine engine = open()) {
      append(engine, A, START - 9 * HOUR, 1);
      append(engine, A, START, 1);
      clock.advance(Duration.ofHours(2));

      assertThat(samples(engine, A)).hasSize(1);
    }
  }
}
