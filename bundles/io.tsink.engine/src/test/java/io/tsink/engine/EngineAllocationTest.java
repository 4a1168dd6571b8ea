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

/// A commit for known series allocates for the commit, not for its samples; what is left beside
/// that is kept: the chunks that rows become.
final class EngineAllocationTest {
  private static final int SERIES = 500;
  private static final int CHUNK_POINTS = 256;

  @TempDir private Path directory;

  @Test
  void a_sample_of_a_known_series_allocates_less_than_its_chunk_from_the_first_row_to_the_seal() {
    EngineOptions options =
        EngineOptions.builder()
            .dataPath(directory)
            .precision(TimestampPrecision.MILLISECONDS)
            .retention(null)
            .futureSkew(null)
            .chunkPoints(CHUNK_POINTS)
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
      int time = 0;
      while (time < 4) {
        commit(appender, batch, handles, time++);
      }

      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 200; i++) {
        commit(appender, batch, handles, time++);
      }
      long growth = threads.getCurrentThreadAllocatedBytes() - before;

      before = threads.getCurrentThreadAllocatedBytes();
      while (time < 4 * CHUNK_POINTS) {
        commit(appender, batch, handles, time++);
      }
      long rounds = threads.getCurrentThreadAllocatedBytes() - before;

      assertThat((double) growth / (200 * SERIES)).as("bytes for an open sample").isLessThan(16);
      // Plain codecs keep 24 bytes of a sample, and history stays until the store flushes.
      assertThat((double) rounds / ((4 * CHUNK_POINTS - 204) * SERIES))
          .as("bytes for a sample that is sealed")
          .isLessThan(40);
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
