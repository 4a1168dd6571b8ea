package io.tsink.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tsink.api.Labels;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.Durability;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SeriesHandle;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A commit for known series allocates for the commit, not for its samples.
final class EngineAllocationTest {
  private static final int SERIES = 2_000;
  private static final int COMMITS = 16;

  @TempDir private Path directory;

  @Test
  void a_sample_of_a_known_series_allocates_nothing() {
    EngineOptions options =
        EngineOptions.builder()
            .dataPath(directory)
            .precision(TimestampPrecision.MILLISECONDS)
            .retention(null)
            .futureSkew(null)
            .walSyncInterval(Duration.ofHours(1))
            .flushInterval(Duration.ofHours(1))
            .build();
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Engine engine =
            Engine.open(options, EngineCodecs.plain()).awaitReady(Duration.ofSeconds(30));
        Appender appender = engine.appender(AppendContext.local())) {
      var batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
      var handles = new SeriesHandle[SERIES];
      for (int i = 0; i < SERIES; i++) {
        handles[i] = appender.series(Labels.of("__name__", "m", "i", "" + i));
      }
      // Buffers of a series double at 8, 16, 32 and 64 rows: what is measured lies between.
      int time = 0;
      while (time < 40) {
        commit(appender, batch, handles, time++);
      }

      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < COMMITS; i++) {
        commit(appender, batch, handles, time++);
      }
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;

      assertThat(allocated / COMMITS).as("bytes for a commit of 2,000 samples").isLessThan(8_000);
    }
  }

  private static void commit(
      Appender appender, SampleBatch batch, SeriesHandle[] handles, int time) {
    batch.clear();
    for (SeriesHandle handle : handles) {
      batch.add(batch.slot(handle), time, time);
    }
    appender.commit(batch, CommitOptions.defaults().withDurability(Durability.APPENDED));
  }
}
