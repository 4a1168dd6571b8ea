package io.tsink.benchmarks.load;

import io.tsink.benchmarks.DiskSpace;
import io.tsink.benchmarks.Latencies;
import io.tsink.benchmarks.Options;
import io.tsink.benchmarks.Report;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Writes to a server by remote write, as fast as it answers.
///
/// Options: `--url` of the write endpoint; `--pid` of the server, for its processor time; `--data`,
/// its data directory, for the bytes on disk; `--connections` (2); `--series` (10,000); `--steps`
/// (200) samples of each series; `--batch` (2,000) samples of a request.
///
/// The last sample has the time at which the load begins, so that no limit of time refuses any.
public final class Load {
  private final Options options;
  private final Report report = new Report();

  private Load(Options options) {
    this.options = options;
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    run(new Options(arguments)).print(System.out);
  }

  static Report run(Options options) throws IOException, InterruptedException, ExecutionException {
    return new Load(options).run();
  }

  private Report run() throws IOException, InterruptedException, ExecutionException {
    var url = URI.create(options.required("url"));
    String pid = options.text("pid");
    String data = options.text("data");
    int connections = options.number("connections", 2);
    int series = options.number("series", 10_000);
    int steps = options.number("steps", 200);
    int batch = options.number("batch", 2_000);
    options.requireNoOther();

    ServerProcess server = pid == null ? null : new ServerProcess(Long.parseLong(pid));
    List<Connection> all = connections(url, connections, series, steps, batch);
    long samples = (long) series * steps;
    Duration cpuBefore = server == null ? Duration.ZERO : server.cpu();
    send(all, samples);
    if (server != null) {
      processor(server, cpuBefore, samples);
    }
    if (data != null) {
      report.put("bytes on disk/sample", (double) DiskSpace.below(Path.of(data)) / samples);
    }
    return report;
  }

  private static List<Connection> connections(
      URI url, int connections, int series, int steps, int batch) {
    long end = Instant.now().toEpochMilli();
    long start = end - (steps - 1L) * Requests.STEP_MILLIS;
    var all = new ArrayList<Connection>();
    for (int i = 0; i < connections; i++) {
      int first = (int) ((long) series * i / connections);
      int next = (int) ((long) series * (i + 1) / connections);
      all.add(new Connection(url, new Requests(first, next - first).encode(start, steps, batch)));
    }
    return all;
  }

  private void send(List<Connection> connections, long samples)
      throws InterruptedException, ExecutionException {
    var parts = new ArrayList<Latencies>();
    long start = System.nanoTime();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("connection-", 1).factory())) {
      for (Future<Latencies> part : threads.invokeAll(connections)) {
        parts.add(part.get());
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Latencies latencies = Latencies.all(parts);
    report.put("samples", (double) samples);
    report.put("samples/s", samples / seconds);
    report.put("request p50 ms", latencies.millis(0.5));
    report.put("request p99 ms", latencies.millis(0.99));
  }

  /// What the load took from its begin until the server is idle again.
  private void processor(ServerProcess server, Duration before, long samples)
      throws InterruptedException {
    server.awaitIdle();
    double seconds = server.cpu().minus(before).toNanos() / 1e9;
    report.put("samples/CPU-second", samples / seconds);
  }
}
