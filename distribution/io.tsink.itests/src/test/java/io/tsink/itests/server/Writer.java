package io.tsink.itests.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes as fast as it is answered, over one connection, and keeps a log of what was acknowledged.
///
/// Request `n` has `PER_REQUEST` samples for each of `SERIES` series `load{run, writer, series}`.
/// Sample `k` of a series is at `base + k` milliseconds and has the value `k + series`, so that
/// everything about what was stored follows from the number of requests. The log is a file, with
/// one line for each acknowledged request, outside the data folder.
final class Writer implements AutoCloseable {
  static final int SERIES = 5;
  static final int PER_REQUEST = 4;
  private static final int STORED = 204;

  private final String run;
  private final String name;
  private final long base;
  private final Path log;
  private final AtomicLong acknowledged = new AtomicLong();
  private final Thread thread;
  private volatile boolean stopped;
  private volatile @Nullable String failure;

  /// Begins to write.
  ///
  /// @param run tells the samples of this test run from others of the same server
  /// @param base milliseconds since the epoch
  /// @param log is written anew
  Writer(String url, String run, String name, long base, Path log) {
    this.run = run;
    this.name = name;
    this.base = base;
    this.log = log;
    thread = Thread.ofPlatform().name("writer-" + name).daemon().start(() -> write(url));
  }

  private void write(String url) {
    try (WriterConnection connection = new WriterConnection(url);
        var acknowledgements =
            Files.newByteChannel(
                log,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      for (long request = 0; !stopped; request++) {
        Client.Answer answer = connection.write(body(request));
        if (answer.status() != STORED) {
          failure = "request %d: %s".formatted(request, answer);
          return;
        }
        byte[] line = (request + "\n").getBytes(StandardCharsets.US_ASCII);
        int _ = acknowledgements.write(ByteBuffer.wrap(line));
        var _ = acknowledged.incrementAndGet();
      }
    } catch (IOException e) {
      failure = "after %d requests: %s".formatted(acknowledged.get(), e);
    }
  }

  private byte[] body(long request) {
    WriteRequest body = new WriteRequest();
    long[] times = new long[PER_REQUEST];
    double[] values = new double[PER_REQUEST];
    for (int series = 0; series < SERIES; series++) {
      for (int i = 0; i < PER_REQUEST; i++) {
        times[i] = base + request * PER_REQUEST + i;
        values[i] = request * PER_REQUEST + i + series;
      }
      WriteRequest _ = body.series(labels(series), times, values);
    }
    return body.encoded();
  }

  private Map<String, String> labels(int series) {
    return Map.of(
        "__name__", "load", "run", run, "writer", name, "series", Integer.toString(series));
  }

  /// How many requests have been acknowledged so far.
  long acknowledged() {
    return acknowledged.get();
  }

  boolean isWriting() {
    return thread.isAlive();
  }

  /// Why it ended, or null when it was stopped.
  @Nullable String failure() {
    return failure;
  }

  /// Stops after the request under way, or waits until a broken connection has ended it.
  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// Compares what a server has with the log: everything that was acknowledged is there, once; of
  /// what was not, at most the one request that was under way.
  void verify(Client client) throws IOException {
    long logged = 0;
    for (String line : Files.readAllLines(log)) {
      if (Long.parseLong(line) != logged++) {
        throw new AssertionError("%s: line %d is \"%s\"".formatted(log, logged, line));
      }
    }
    for (int series = 0; series < SERIES; series++) {
      verify(client, series, logged);
    }
  }

  private void verify(Client client, int series, long requests) {
    long atLeast = requests * PER_REQUEST;
    long atMost = atLeast + PER_REQUEST;
    // a range ends at its instant and does not hold its start
    String query =
        "load{run=\"%s\",writer=\"%s\",series=\"%d\"}[%dms]"
            .formatted(run, name, series, atMost + 1000);
    QueryAnswer answer = QueryAnswer.of(client.instant(query, base + atMost + 500));
    List<QueryAnswer.Point> points =
        answer.series().values().stream().findFirst().orElse(List.of());
    if (answer.series().size() > 1 || points.size() < atLeast || points.size() > atMost) {
      throw new AssertionError(
          "%s: %d series with %d samples, expected %d to %d"
                  .formatted(query, answer.series().size(), answer.size(), atLeast, atMost)
              + missing(points, atLeast));
    }
    long last = -1;
    for (int i = 0; i < points.size(); i++) {
      QueryAnswer.Point point = points.get(i);
      long k = point.time() - base;
      boolean right = i < atLeast ? k == i : k > last && k < atMost;
      if (!right || point.value() != k + series) {
        throw new AssertionError("%s: sample %d is %s (k = %d)".formatted(query, i, point, k));
      }
      last = k;
    }
  }

  private String missing(List<QueryAnswer.Point> points, long count) {
    boolean[] there = new boolean[Math.toIntExact(count)];
    points.stream()
        .mapToLong(point -> point.time() - base)
        .filter(k -> k >= 0 && k < count)
        .forEach(k -> there[(int) k] = true);
    int[] gone = IntStream.range(0, there.length).filter(k -> !there[k]).limit(10).toArray();
    return ", first missing: " + Arrays.toString(gone);
  }
}
