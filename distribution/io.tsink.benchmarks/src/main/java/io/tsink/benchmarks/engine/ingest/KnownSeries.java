package io.tsink.benchmarks.engine.ingest;

import io.tsink.api.Labels;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.SampleBatch;
import io.tsink.api.store.SeriesHandle;
import io.tsink.engine.Engine;
import io.tsink.engine.EngineCodecs;
import io.tsink.engine.EngineOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An engine with series that it knows, and a batch that writes one sample to each of them.
/// Confined.
public final class KnownSeries implements AutoCloseable {
  /// Distance of the samples of a series that is scraped.
  public static final int SCRAPE_MILLIS = 10_000;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Engine engine;
  private final Appender appender;
  private final SampleBatch batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
  private final SeriesHandle[] handles;
  private final double[] values;
  private final int stepMillis;
  private long time = 1_700_000_000_000L;

  /// @param directory of the store, which syncs its log each second; null for one in memory
  /// @param stepMillis distance of the samples of a series
  public KnownSeries(@Nullable Path directory, int series, int stepMillis) {
    this.stepMillis = stepMillis;
    EngineOptions options =
        EngineOptions.builder()
            .dataPath(directory)
            .precision(TimestampPrecision.MILLISECONDS)
            .walSyncInterval(Duration.ofSeconds(1))
            .retention(null)
            .futureSkew(null)
            .build();
    engine =
        Engine.open(options, EngineCodecs.fromServiceLoader(KnownSeries.class.getClassLoader()))
            .awaitReady(PATIENCE);
    appender = engine.appender(AppendContext.local());
    handles = new SeriesHandle[series];
    values = new double[series];
    for (int i = 0; i < series; i++) {
      handles[i] =
          appender.series(Labels.of("__name__", "cpu_usage", "host", "host-" + i, "mode", "user"));
      values[i] = i % 100;
    }
    commitNext();
  }

  public Engine engine() {
    return engine;
  }

  /// Writes the next sample of each series.
  public CommitResult commitNext() {
    batch.clear();
    time += stepMillis;
    for (int i = 0; i < handles.length; i++) {
      values[i] = next(values[i], time + i);
      batch.add(batch.slot(handles[i]), time, values[i]);
    }
    return appender.commit(batch, CommitOptions.defaults());
  }

  /// A walk in steps of −1, 0 and 1 between 0 and 100, the same at each run.
  private static double next(double value, long seed) {
    long mixed = seed * 0x9e37_79b9_7f4a_7c15L;
    double moved = value + Math.floorMod(mixed >>> 32, 3) - 1;
    return Math.clamp(moved, 0, 100);
  }

  @Override
  public void close() {
    appender.close();
    engine.close();
  }
}
