package io.tsink.http.query;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets so many queries be evaluated at once, the others wait in the order they came. Thread-safe.
final class QuerySlots {
  private final Semaphore slots;

  QuerySlots(int count) {
    slots = new Semaphore(count, true);
  }

  /// A place that was taken; closing gives it back.
  interface Slot extends AutoCloseable {
    @Override
    void close();
  }

  /// Waits for a place.
  ///
  /// @throws ApiFailure when none is free in time
  Slot take(Duration patience) {
    try {
      if (!slots.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new ApiFailure(ErrorType.TIMEOUT, "query timed out in query queue");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new ApiFailure(ErrorType.CANCELED, "query was canceled in query queue");
    }
    return slots::release;
  }
}
