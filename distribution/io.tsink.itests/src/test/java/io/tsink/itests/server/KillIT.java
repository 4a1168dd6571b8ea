package io.tsink.itests.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.testkit.Sampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KillIT {
  private static final int WRITERS = 2;

  @TempDir private Path folder;

  @Test
  void what_was_acknowledged_survives_kill_9() throws IOException {
    int rounds = Sampling.nightly() ? 50 : 3;
    long seed = Sampling.seed(getClass());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    long base = System.currentTimeMillis() - 3_600_000;

    List<Writer> earlier = new ArrayList<>();
    Set<String> segments = new HashSet<>();
    Set<String> logs = new HashSet<>();
    for (int round = 0; round < rounds; round++) {
      // flushes and new files of the log follow each other, so that kills meet them
      try (ServerProcess server = server().start()) {
        for (Writer writer : earlier) {
          writer.verify(server.client());
        }
        List<Writer> writers = writers(server, round, base);
        long until = random.nextLong(100, 4_000);
        Waiting.until(
            ChildProcess.PATIENCE,
            () -> "%d requests, as %s".formatted(until, server.process().text()),
            () -> acknowledged(writers) >= until || !writers.stream().allMatch(Writer::isWriting));
        assertThat(writers).extracting(Writer::failure).containsOnlyNulls();
        server.kill();
        writers.forEach(Writer::close);
        earlier.addAll(writers);
        segments.addAll(files("segments"));
        logs.addAll(files("wal"));
      }
    }
    try (ServerProcess server = server().start()) {
      for (Writer writer : earlier) {
        writer.verify(server.client());
      }
      System.out.printf(
          "KillIT: %d requests are there, in %d segments and %d files of the log%n",
          acknowledged(earlier), segments.size(), logs.size());
    }
    assertThat(segments).isNotEmpty();
    assertThat(logs).as("the log has gone on in further files").anyMatch(KillIT::isFurther);
  }

  private static boolean isFurther(String log) {
    return !log.endsWith("/0000000000000001.wal");
  }

  private ServerProcess.Launch server() {
    return ServerProcess.on(folder.resolve("data"))
        .with("storage.chunk-points", 50)
        .with("storage.flush-interval", "20ms")
        .with("storage.flush-size", "16KiB")
        .with("storage.wal-segment-size", "256KiB");
  }

  private Set<String> files(String part) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("data").resolve(part))) {
      return files.map(Path::toString).collect(Collectors.toSet());
    }
  }

  private List<Writer> writers(ServerProcess server, int round, long base) {
    List<Writer> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Path log = folder.resolve("acknowledged-%d-%d".formatted(round, i));
      writers.add(
          new Writer(server.url(), Integer.toString(round), Integer.toString(i), base, log));
    }
    return writers;
  }

  private static long acknowledged(List<Writer> writers) {
    return writers.stream().mapToLong(Writer::acknowledged).sum();
  }
}
