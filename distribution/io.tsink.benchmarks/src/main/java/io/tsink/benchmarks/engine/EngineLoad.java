package io.tsink.benchmarks.engine;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.tsink.api.store.Maintenance;
import io.tsink.benchmarks.DiskSpace;
import io.tsink.benchmarks.Latencies;
import io.tsink.benchmarks.Options;
import io.tsink.benchmarks.Report;
import io.tsink.benchmarks.TemporaryFolder;
import io.tsink.benchmarks.engine.ingest.KnownSeries;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/// Writes samples of known series to an engine in this process: what a sample costs below every
/// protocol.
///
/// Options: `--series` (1,000), also the samples of a batch; `--batches` (20,000) that are
/// measured; `--warm-up` (5,000) batches before them; `--step-millis` (10,000) between two samples
/// of a series.
public final class EngineLoad {
  private EngineLoad() {}

  public static void main(String[] arguments) throws IOException {
    run(new Options(arguments)).print(System.out);
  }

  static Report run(Options options) throws IOException {
    int series = options.number("series", 1_000);
    int batches = options.number("batches", 20_000);
    int warmUp = options.number("warm-up", 5_000);
    int step = options.number("step-millis", KnownSeries.SCRAPE_MILLIS);
    options.requireNoOther();
    try (var folder = new TemporaryFolder()) {
      Path store = folder.path().resolve("store");
      var report = new Report();
      try (var known = new KnownSeries(store, series, step)) {
        for (int i = 0; i < warmUp; i++) {
          var _ = known.commitNext();
        }
        measure(known, series, batches, report);
        known.engine().capability(Maintenance.class).orElseThrow().flush();
      }
      long samples = (1L + warmUp + batches) * series;
      report.put("bytes on disk/sample", (double) DiskSpace.below(store) / samples);
      return report;
    }
  }

  private static void measure(KnownSeries known, int series, int batches, Report report) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var latencies = new Latencies();
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long cpu = process.getProcessCpuTime();
    long start = System.nanoTime();
    long last = start;
    for (int i = 0; i < batches; i++) {
      var _ = known.commitNext();
      long now = System.nanoTime();
      latencies.add(now - last);
      last = now;
    }
    long wall = last - start;
    cpu = process.getProcessCpuTime() - cpu;
    allocated = threads.getCurrentThreadAllocatedBytes() - allocated;
    double samples = (double) series * batches;
    report.put("samples", samples);
    report.put("samples/s", samples / (wall / 1e9));
    report.put("samples/CPU-second", samples / (cpu / 1e9));
    report.put("allocated bytes/sample", allocated / samples);
    report.put("batch p50 ms", latencies.millis(0.5));
    report.put("batch p99 ms", latencies.millis(0.99));
  }
}
