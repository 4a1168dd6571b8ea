package io.tsink.benchmarks.memory;

import com.sun.management.OperatingSystemMXBean;
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
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/// An engine on disk, with its log on, and the targets that write to it. Confined.
final class SeriesLoad implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int STEP_MILLIS = 10_000;

  private final Engine engine;
  private final Appender appender;
  private final SampleBatch batch = new SampleBatch(TimestampPrecision.MILLISECONDS);
  private final NodeSeries source = new NodeSeries();
  private final SeriesHandle[][] handles;
  private long time = 1_700_000_000_000L;

  /// CPU seconds of the process while labels were made and while first samples were written.
  private double labelSeconds;

  private double firstSeconds;
  private double laterSeconds;

  /// @param targets of [NodeSeries#PER_TARGET] series that are written at the same time
  SeriesLoad(Path directory, int targets) {
    EngineOptions options =
        EngineOptions.builder()
            .dataPath(directory)
            .precision(TimestampPrecision.MILLISECONDS)
            .walSyncInterval(Duration.ofSeconds(1))
            .retention(null)
            .futureSkew(null)
            .build();
    engine =
        Engine.open(options, EngineCodecs.fromServiceLoader(SeriesLoad.class.getClassLoader()))
            .awaitReady(PATIENCE);
    appender = engine.appender(AppendContext.local());
    handles = new SeriesHandle[targets][];
  }

  Engine engine() {
    return engine;
  }

  /// Writes samples of new targets, one batch a target and time.
  void write(int firstTarget, int samples) {
    for (int i = 0; i < handles.length; i++) {
      double begin = cpuSeconds();
      var labels = new Labels[NodeSeries.PER_TARGET];
      for (int k = 0; k < labels.length; k++) {
        labels[k] = source.labels(firstTarget + i, k);
      }
      double made = cpuSeconds();
      handles[i] = new SeriesHandle[labels.length];
      for (int k = 0; k < labels.length; k++) {
        handles[i][k] = appender.series(labels[k]);
      }
      commit(i);
      labelSeconds += made - begin;
      firstSeconds += cpuSeconds() - made;
    }
    double begin = cpuSeconds();
    for (int sample = 1; sample < samples; sample++) {
      time += STEP_MILLIS;
      for (int i = 0; i < handles.length; i++) {
        commit(i);
      }
    }
    time += STEP_MILLIS;
    laterSeconds += cpuSeconds() - begin;
  }

  private void commit(int target) {
    batch.clear();
    SeriesHandle[] ofTarget = handles[target];
    for (int k = 0; k < ofTarget.length; k++) {
      batch.add(batch.slot(ofTarget[k]), time, (double) ((time / STEP_MILLIS % 97) * (k + 1)));
    }
    CommitResult result = appender.commit(batch, CommitOptions.defaults());
    if (result.samples() != ofTarget.length) {
      throw new IllegalStateException(
          "%d of %d samples were accepted".formatted(result.samples(), ofTarget.length));
    }
  }

  /// Lets all handles go, as a cache does that is full.
  void forgetHandles() {
    Arrays.fill(handles, null);
    batch.clear();
  }

  double labelSeconds() {
    return labelSeconds;
  }

  double firstSeconds() {
    return firstSeconds;
  }

  double laterSeconds() {
    return laterSeconds;
  }

  static double cpuSeconds() {
    var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return process.getProcessCpuTime() / 1e9;
  }

  @Override
  public void close() {
    appender.close();
    engine.close();
  }
}
