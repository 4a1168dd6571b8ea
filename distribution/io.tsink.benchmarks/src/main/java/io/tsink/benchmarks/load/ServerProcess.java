package io.tsink.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The process of a server, seen from the outside. Thread-safe.
final class ServerProcess {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final double IDLE_SHARE = 0.05;
  private static final int MOST_LOOKS = 60;

  private final ProcessHandle handle;

  /// @throws IllegalArgumentException when there is no such process, or its processor time cannot
  ///     be read
  ServerProcess(long pid) {
    handle =
        ProcessHandle.of(pid)
            .filter(found -> found.info().totalCpuDuration().isPresent())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--pid %d: expected a process of this user".formatted(pid)));
  }

  /// Processor time since it started.
  Duration cpu() {
    return handle.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /// Waits until it does next to nothing for a second, a minute at most.
  void awaitIdle() throws InterruptedException {
    Duration before = cpu();
    for (int i = 0; i < MOST_LOOKS; i++) {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      Duration now = cpu();
      if (now.minus(before).toNanos() < IDLE_SHARE * LOOK.toNanos()) {
        return;
      }
      before = now;
    }
  }
}
