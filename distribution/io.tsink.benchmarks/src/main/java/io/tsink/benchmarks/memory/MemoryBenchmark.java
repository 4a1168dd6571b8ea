package io.tsink.benchmarks.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Measures what series cost in memory, in a process of its own with a small heap.
///
/// Options: `--series` (1,000,000) node-exporter-like series of 10 labels that are written at the
/// same time, `--samples` (12) of each. With `--lifetime`, the number of series that are ever
/// written, `--active` says how many of them are written at a time; the others are gone for good.
/// The measured process has a heap of 1 GiB and compact object headers.
public final class MemoryBenchmark {
  private MemoryBenchmark() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-Xmx1g",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            System.getProperty("java.class.path"),
            MemoryRun.class.getName()));
    command.addAll(List.of(arguments));
    int status = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (status != 0) {
      throw new IllegalStateException("the measured process ended with status " + status);
    }
  }
}
