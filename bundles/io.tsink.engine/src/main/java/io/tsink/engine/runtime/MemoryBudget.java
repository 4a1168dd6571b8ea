package io.tsink.engine.runtime;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Bytes of samples that a store may hold in memory.
///
/// Reservations are estimates, made before bytes are taken and corrected afterwards; taking and
/// giving back costs one atomic addition. Whoever finds no room asks for *relief*, such as a
/// flush, and waits a limited time.
public final class MemoryBudget {
  private final long limitBytes;
  private final Runnable relief;
  private final AtomicLong used = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition freed = lock.newCondition();
  private final AtomicInteger waiting = new AtomicInteger();

  /// @param limitBytes more than 0
  /// @param relief started when there is no room; returns at once and may be called often
  public MemoryBudget(long limitBytes, Runnable relief) {
    if (limitBytes <= 0) {
      throw new IllegalArgumentException(
          "memory budget of %d bytes, expected more than 0".formatted(limitBytes));
    }
    this.limitBytes = limitBytes;
    this.relief = relief;
  }

  public long limitBytes() {
    return limitBytes;
  }

  public long usedBytes() {
    return used.get();
  }

  /// Reserves bytes if there is room.
  public boolean tryReserve(long bytes) {
    if (used.addAndGet(bytes) <= limitBytes) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  /// Reserves bytes, waiting for relief if need be.
  ///
  /// @param timeoutNanos how long to wait
  /// @throws StorageException `MEMORY_BUDGET_EXCEEDED` when there is no room in time, at once
  ///     when the bytes exceed the whole budget; `CANCELED` when the thread is interrupted
  public void reserve(long bytes, long timeoutNanos) {
    if (tryReserve(bytes)) {
      return;
    }
    if (bytes > limitBytes) {
      throw exceeded(bytes);
    }
    long left = timeoutNanos;
    lock.lock();
    try {
      waiting.incrementAndGet();
      while (!tryReserve(bytes)) {
        relief.run();
        if (left <= 0) {
          throw exceeded(bytes);
        }
        left = freed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(ErrorKind.CANCELED, "interrupted while waiting for memory", e);
    } finally {
      waiting.decrementAndGet();
      lock.unlock();
    }
  }

  /// Adds bytes that are taken already, whatever the limit.
  public void charge(long bytes) {
    used.addAndGet(bytes);
  }

  /// Gives bytes back.
  public void release(long bytes) {
    used.addAndGet(-bytes);
    if (waiting.get() > 0) {
      lock.lock();
      try {
        freed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  private StorageException exceeded(long bytes) {
    return new StorageException(
        ErrorKind.MEMORY_BUDGET_EXCEEDED,
        "%d bytes more than %d of a memory budget of %d".formatted(bytes, used.get(), limitBytes));
  }
}
