package io.tsink.itests.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Waits for what another process will do and gives no notice of.
final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Waiting() {}

  /// Returns when a condition holds.
  ///
  /// @param patience far more than it takes, on the slowest machine
  /// @param what for the message when the patience is at its end
  static void until(Duration patience, Supplier<String> what, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("not within %d s: %s".formatted(patience.toSeconds(), what.get()));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
