package io.tsink.itests.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.itests.server.Client.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SwapIT {
  private static final int SWAPS = 20;
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Pattern OPENED = Pattern.compile("Opened protocol remote-write");

  @TempDir private Path folder;

  @Test
  void a_protocol_is_replaced_under_load_without_a_gap_and_leaves_nothing_behind()
      throws IOException {
    Path bundle = Archive.bundle("io.tsink.protocol.remotewrite");
    DropIn dropIn = new DropIn(folder.resolve("plugins"), "remote-write");
    dropIn.put(bundle);
    try (ServerProcess server = server().start()) {
      var _ = server.process().awaitLine(OPENED);
      long base = System.currentTimeMillis() - 3_600_000;

      List<Writer> swapped = writers(server, "swapped", base);
      awaitRequests(swapped, 200);
      assertThat(server.client().get("/metrics").status()).isEqualTo(200);
      assertThat(QueryAnswer.of(server.client().instant("load", base)).size()).isNotZero();
      int loaders = ClassLoaders.count(server);
      long start = System.nanoTime();
      for (int swap = 1; swap <= SWAPS; swap++) {
        dropIn.put(bundle, "1.0.%d".formatted(swap));
        var _ = server.process().awaitLine(OPENED, 1 + swap);
        awaitRequests(swapped, acknowledged(swapped) + 100);
      }
      swapped.forEach(Writer::close);
      long length = System.nanoTime() - start;
      List<Writer> control = writers(server, "control", base);
      Waiting.until(
          ChildProcess.PATIENCE.plusNanos(length),
          () -> "the control's length",
          () -> System.nanoTime() - start > 2 * length);
      control.forEach(Writer::close);
      System.out.printf(
          "SwapIT: %d swaps during %d requests, %d requests of the control in the same time%n",
          SWAPS, acknowledged(swapped), acknowledged(control));

      assertThat(control).extracting(Writer::failure).containsOnlyNulls();
      assertThat(swapped).extracting(Writer::failure).containsOnlyNulls();
      for (Writer writer : swapped) {
        writer.verify(server.client());
      }
      for (Writer writer : control) {
        writer.verify(server.client());
      }
      Waiting.until(
          ChildProcess.PATIENCE,
          () -> "%d class loaders of bundles, as before".formatted(loaders),
          () -> classLoaders(server) <= loaders);
    }
  }

  @Test
  void a_protocol_that_is_gone_is_told_at_once_and_comes_back() throws IOException {
    Path bundle = Archive.bundle("io.tsink.protocol.remotewrite");
    DropIn dropIn = new DropIn(folder.resolve("plugins"), "remote-write");
    dropIn.put(bundle);
    try (ServerProcess server = server().start()) {
      var _ = server.process().awaitLine(OPENED);
      WriteRequest request =
          new WriteRequest()
              .series(
                  Map.of("__name__", "there"),
                  new long[] {System.currentTimeMillis()},
                  new double[] {1});
      assertThat(server.client().write(request).status()).isEqualTo(204);

      dropIn.remove();
      Waiting.until(
          ChildProcess.PATIENCE,
          () -> "a refused write",
          () -> server.client().write(request).status() == 503);
      long refused = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        Answer answer = server.client().write(request);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("remote-write");
      }
      // ten that each waited for a successor would take ten deadlines
      assertThat(Duration.ofNanos(System.nanoTime() - refused)).isLessThan(DEADLINE);
      assertThat(server.client().get("/ready").status()).isEqualTo(200);

      dropIn.put(bundle);
      var _ = server.process().awaitLine(OPENED, 2);
      assertThat(server.client().write(request).status()).isEqualTo(204);
    }
  }

  private ServerProcess.Launch server() {
    return ServerProcess.on(folder.resolve("data"))
        .with("features", "drop-in,query,admin")
        .with("plugins.folder", folder.resolve("plugins"))
        .with("plugins.swap-deadline", DEADLINE.toSeconds() + "s")
        .javaOptions(ClassLoaders.JAVA_OPTIONS);
  }

  private List<Writer> writers(ServerProcess server, String run, long base) {
    return IntStream.range(0, 2)
        .mapToObj(
            i ->
                new Writer(
                    server.url(), run, Integer.toString(i), base, folder.resolve(run + "-" + i)))
        .toList();
  }

  private static void awaitRequests(List<Writer> writers, long count) {
    Waiting.until(
        ChildProcess.PATIENCE,
        () -> "%d requests".formatted(count),
        () -> acknowledged(writers) >= count || !writers.stream().allMatch(Writer::isWriting));
  }

  private static long acknowledged(List<Writer> writers) {
    return writers.stream().mapToLong(Writer::acknowledged).sum();
  }

  private static int classLoaders(ServerProcess server) {
    try {
      return ClassLoaders.count(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
