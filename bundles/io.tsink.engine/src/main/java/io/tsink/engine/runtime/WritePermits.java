package io.tsink.engine.runtime;

import static java.util.Objects.requireNonNull;

import io.tsink.api.store.Admission;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.util.EnumMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How many batches are written at a time. Each [Admission] has permits of its own, so that one
/// cannot starve another; permits are granted in the order they are asked for.
public final class WritePermits {
  private final EnumMap<Admission, Semaphore> permits = new EnumMap<>(Admission.class);
  private final int count;

  /// @param count for each admission, at least 1
  public WritePermits(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("%d writers, expected at least 1".formatted(count));
    }
    this.count = count;
    for (Admission admission : Admission.values()) {
      permits.put(admission, new Semaphore(count, true));
    }
  }

  /// Takes a permit.
  ///
  /// @param timeoutNanos how long to wait, 0 for not at all
  /// @throws StorageException `WRITE_TIMEOUT` when none is free in time, `CANCELED` when the
  ///     thread is interrupted
  public void acquire(Admission admission, long timeoutNanos) {
    Semaphore semaphore = of(admission);
    try {
      if (!semaphore.tryAcquire(timeoutNanos, TimeUnit.NANOSECONDS)) {
        throw new StorageException(
            ErrorKind.WRITE_TIMEOUT,
            "no permit to write within %d ms: %d writers are busy"
                .formatted(TimeUnit.NANOSECONDS.toMillis(timeoutNanos), count));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(ErrorKind.CANCELED, "interrupted while waiting to write", e);
    }
  }

  /// Gives a permit back.
  public void release(Admission admission) {
    of(admission).release();
  }

  /// Number of free permits.
  public int free(Admission admission) {
    return of(admission).availablePermits();
  }

  private Semaphore of(Admission admission) {
    return requireNonNull(permits.get(admission));
  }
}
