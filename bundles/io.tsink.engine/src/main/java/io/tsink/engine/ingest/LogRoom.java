package io.tsink.engine.ingest;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Bounds the log: a write that finds it too large asks for relief and waits until it was trimmed.
/// Thread-safe.
public final class LogRoom {
  /// A leaf.
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition trimmed = lock.newCondition();
  private final long limitBytes;
  private final LongSupplier sizeBytes;
  private final Runnable relief;

  /// @param sizeBytes the present size of the log
  /// @param relief started when there is no room; returns at once and may be called often
  public LogRoom(long limitBytes, LongSupplier sizeBytes, Runnable relief) {
    this.limitBytes = limitBytes;
    this.sizeBytes = sizeBytes;
    this.relief = relief;
  }

  /// A log that takes no room.
  public static LogRoom unlimited() {
    return new LogRoom(Long.MAX_VALUE, () -> 0, () -> {});
  }

  /// Returns when the log is not too large.
  ///
  /// @throws StorageException `WAL_FULL` when it still is at the end of the time
  void await(long timeoutNanos) {
    if (sizeBytes.getAsLong() <= limitBytes) {
      return;
    }
    long left = timeoutNanos;
    lock.lock();
    try {
      while (sizeBytes.getAsLong() > limitBytes) {
        relief.run();
        if (left <= 0) {
          throw new StorageException(
              ErrorKind.WAL_FULL,
              "the log has %d bytes, expected at most %d"
                  .formatted(sizeBytes.getAsLong(), limitBytes));
        }
        left = trimmed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(ErrorKind.CANCELED, "interrupted while waiting for the log", e);
    } finally {
      lock.unlock();
    }
  }

  /// Says that the log was trimmed.
  public void trimmed() {
    lock.lock();
    try {
      trimmed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
