package io.tsink.itests.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ColdStartIT {
  private static final int STARTS = 10;
  private static final Pattern BARE = Pattern.compile(BareFelix.STARTED);

  @TempDir private Path folder;

  /// Times are printed, not judged: they say something only beside those of the bare framework and
  /// the load of the machine.
  @Test
  void a_server_answers_after_each_cold_start() throws IOException {
    List<Long> server = new ArrayList<>();
    List<Long> bare = new ArrayList<>();
    List<Long> resident = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      bare.add(bareStart(i));
      server.add(start(i, resident));
    }

    System.out.printf(
        "ColdStartIT: median of %d starts to the first 200: %d ms, of the bare framework: %d ms;"
            + " resident when idle: %d MB; load of the machine: %.1f on %d processors%n",
        STARTS,
        median(server),
        median(bare),
        median(resident) >> 10,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().availableProcessors());
    assertThat(server).hasSize(STARTS);
  }

  private long start(int number, List<Long> resident) throws IOException {
    long begin = System.nanoTime();
    try (ServerProcess server =
        ServerProcess.on(folder.resolve("data-" + number)).asShipped().start()) {
      assertThat(server.client().get("/ready").status()).isEqualTo(200);
      long milliseconds = (System.nanoTime() - begin) / 1_000_000;
      resident.add(residentKilobytes(server.process().pid()));
      return milliseconds;
    }
  }

  private static long residentKilobytes(long pid) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  private long bareStart(int number) throws IOException {
    String classPath;
    try (Stream<Path> jars = Files.list(Archive.home().resolve("lib"))) {
      classPath = jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
    }
    String tests = classes();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            tests + File.pathSeparator + classPath,
            BareFelix.class.getName(),
            folder.resolve("bare-" + number).toString());
    long begin = System.nanoTime();
    try (ChildProcess process = ChildProcess.start(builder)) {
      var _ = process.awaitLine(BARE);
      return (System.nanoTime() - begin) / 1_000_000;
    }
  }

  /// Where the classes of the tests are.
  private static String classes() {
    return Path.of(
            URI.create(
                BareFelix.class.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private static long median(List<Long> values) {
    List<Long> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
