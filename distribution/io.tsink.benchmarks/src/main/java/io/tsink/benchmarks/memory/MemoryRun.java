package io.tsink.benchmarks.memory;

import com.sun.management.ThreadMXBean;
import io.tsink.api.Matcher;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.Maintenance;
import io.tsink.api.store.Querier;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.SelectHints;
import io.tsink.api.store.Statistic;
import io.tsink.benchmarks.DiskSpace;
import io.tsink.benchmarks.Options;
import io.tsink.benchmarks.Report;
import io.tsink.benchmarks.TemporaryFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The process of [MemoryBenchmark] whose memory is measured.
public final class MemoryRun {
  private static final int WARM_UP_TARGETS = 20;
  private static final int SELECTION_RUNS = 5;

  private static final List<List<Matcher>> SELECTIONS =
      List.of(
          List.of(Matcher.metric("node_cpu_seconds_total"), Matcher.equal("mode", "idle")),
          List.of(
              Matcher.metric("node_cpu_seconds_total"), Matcher.equal("instance", "10.0.0.7:9100")),
          List.of(
              Matcher.matches("__name__", "node_cpu_seconds_total|node_cpu_guest_seconds_total"),
              Matcher.equal("cpu", "7")),
          List.of(Matcher.matches("instance", "10\\.0\\.0\\..*"), Matcher.equal("cpu", "7")),
          List.of(
              Matcher.matches("__name__", "node_network_.*"), Matcher.notEqual("device", "eth0")),
          List.of(Matcher.equal("job", "node-exporter"), Matcher.equal("cpu", "")),
          List.of(Matcher.matches("pod", ".*-[0-9a-z]*7"), Matcher.notMatches("mode", ".+")));

  private MemoryRun() {}

  public static void main(String[] arguments) throws IOException {
    run(new Options(arguments)).print(System.out);
  }

  static Report run(Options options) throws IOException {
    int samples = options.number("samples", 12);
    int lifetime = options.number("lifetime", 0);
    int series = options.number(lifetime == 0 ? "series" : "active", lifetime == 0 ? 1_000_000 : 0);
    options.requireNoOther();
    try (var folder = new TemporaryFolder()) {
      warmUp(folder.path().resolve("warm-up"), Math.min(WARM_UP_TARGETS, targets(series)), samples);
      Path store = folder.path().resolve("store");
      return lifetime == 0
          ? active(store, series, samples)
          : churn(store, series, lifetime, samples);
    }
  }

  /// Has the code compiled before anything is measured.
  private static void warmUp(Path store, int targets, int samples) throws IOException {
    try (var load = new SeriesLoad(store, targets)) {
      load.write(0, samples);
      load.engine().capability(Maintenance.class).orElseThrow().flush();
    }
    DiskSpace.below(store);
  }

  private static Report active(Path store, int series, int samples) throws IOException {
    var report = new Report();
    LiveHeap before = LiveHeap.now();
    int targets = targets(series);
    try (var load = new SeriesLoad(store, targets)) {
      load.write(0, samples);
      load.forgetHandles();
      double written = (double) targets * NodeSeries.PER_TARGET;
      report.put("series", written);
      putCpu(load, report, written, samples);
      LiveHeap full = LiveHeap.now();
      report.put("live heap bytes/series", (full.total() - before.total()) / written);
      full.since(before).forEach((part, bytes) -> report.put("  " + part, bytes / written));
      putStatistics(load, report, written);
      putMatching(load, report);
      load.engine().capability(Maintenance.class).orElseThrow().flush();
      report.put("peak resident MB", peakResidentMegabytes());
    }
    report.put("bytes on disk/series", DiskSpace.below(store) / (double) (targets * 1_000L));
    return report;
  }

  private static Report churn(Path store, int active, int lifetime, int samples)
      throws IOException {
    var report = new Report();
    LiveHeap before = LiveHeap.now();
    int targets = targets(active);
    int rounds = Math.max(1, lifetime / (targets * NodeSeries.PER_TARGET));
    try (var load = new SeriesLoad(store, targets)) {
      for (int round = 0; round < rounds; round++) {
        load.write(round * targets, samples);
        load.engine().capability(Maintenance.class).orElseThrow().flush();
      }
      load.forgetHandles();
      double written = (double) rounds * targets * NodeSeries.PER_TARGET;
      report.put("series in a lifetime", written);
      report.put("series written at a time", (double) targets * NodeSeries.PER_TARGET);
      putCpu(load, report, written, samples);
      putStatistics(load, report, written);
      LiveHeap full = LiveHeap.now();
      report.put("live heap MB", (full.total() - before.total()) / 1e6);
      full.since(before).forEach((part, bytes) -> report.put("  MB " + part, bytes / 1e6));
      putMatching(load, report);
      report.put("peak resident MB", peakResidentMegabytes());
    }
    report.put("bytes on disk/series", DiskSpace.below(store) / (double) lifetime);
    return report;
  }

  private static int targets(int series) {
    return Math.max(1, series / NodeSeries.PER_TARGET);
  }

  private static void putCpu(SeriesLoad load, Report report, double written, int samples) {
    report.put("CPU µs/series, labels made", 1e6 * load.labelSeconds() / written);
    report.put("CPU µs/new series", 1e6 * load.firstSeconds() / written);
    if (samples > 1) {
      report.put("CPU µs/later sample", 1e6 * load.laterSeconds() / (written * (samples - 1)));
    }
  }

  private static void putStatistics(SeriesLoad load, Report report, double written) {
    for (Statistic statistic : load.engine().statistics()) {
      if (statistic.name().startsWith("tsink_series_") || statistic.name().contains("_head_")) {
        String name = statistic.name() + statistic.labels();
        if (statistic.name().endsWith("_bytes")) {
          report.put("  " + name + "/series", statistic.value() / written);
        } else {
          report.put("  " + name, statistic.value());
        }
      }
    }
  }

  /// What it takes to find series; nothing of their samples is read.
  private static void putMatching(SeriesLoad load, Report report) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (List<Matcher> set : SELECTIONS) {
      try (Querier querier =
          load.engine().querier(QueryContext.unlimited(), ReadOptions.defaults())) {
        SelectHints hints = SelectHints.builder(TimeRange.ALL).sorted(false).build();
        long begin = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < SELECTION_RUNS; i++) {
          querier.select(Selection.of(set), hints).close();
        }
        long nanos = threads.getCurrentThreadCpuTime() - begin;
        report.put("CPU ms, select " + set, nanos / 1e6 / SELECTION_RUNS);
      }
    }
  }

  /// The most memory that the process ever had, from the kernel; 0 where that is not told.
  private static double peakResidentMegabytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1e3;
      }
    }
    return 0;
  }
}
