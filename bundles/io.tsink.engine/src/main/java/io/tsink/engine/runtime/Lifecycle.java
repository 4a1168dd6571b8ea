package io.tsink.engine.runtime;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Whether a store may be used: open, closing or closed, and whether a bug has stopped it.
///
/// Operations [#enter] and [#exit]; closing waits for those inside. After [#fail] the store is
/// *fenced*: operations are refused with the cause, but it can still be closed. In the lock order
/// this comes first.
public final class Lifecycle {
  private static final long CLOSING = 1L << 62;

  /// Number of operations inside, and the bit [#CLOSING].
  private final AtomicLong users = new AtomicLong();

  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition left = lock.newCondition();
  private volatile boolean closed;

  /// Begins an operation.
  ///
  /// @throws StorageException `FENCED`, `SHUTTING_DOWN` or `STORAGE_CLOSED`; then [#exit] is not
  ///     called
  public void enter() {
    checkFailure();
    if ((users.incrementAndGet() & CLOSING) != 0) {
      exit();
      throw closed
          ? new StorageException(ErrorKind.STORAGE_CLOSED, "the store is closed")
          : new StorageException(ErrorKind.SHUTTING_DOWN, "the store is closing");
    }
  }

  /// Ends an operation.
  public void exit() {
    if (users.decrementAndGet() == CLOSING) {
      lock.lock();
      try {
        left.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /// Refuses when a bug has stopped the store.
  public void checkFailure() {
    Throwable cause = failure.get();
    if (cause != null) {
      throw new StorageException(
          ErrorKind.FENCED, "the store has stopped after a failure: %s".formatted(cause), cause);
    }
  }

  /// Stops the store for good: its state is unknown. The first cause is kept.
  ///
  /// @return whether this is the first
  public boolean fail(Throwable cause) {
    return failure.compareAndSet(null, cause);
  }

  /// Why the store has stopped, or null.
  public @Nullable Throwable failure() {
    return failure.get();
  }

  /// Refuses further operations and waits until those inside have ended. The caller must not be
  /// inside.
  ///
  /// @return false when another call closes or has closed the store already
  public boolean beginClose() {
    if ((users.getAndUpdate(value -> value | CLOSING) & CLOSING) != 0) {
      return false;
    }
    lock.lock();
    try {
      while (users.get() != CLOSING) {
        left.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
    return true;
  }

  /// Says that closing is done.
  public void endClose() {
    closed = true;
  }

  /// Whether operations are let in, apart from a failure.
  public boolean isOpen() {
    return (users.get() & CLOSING) == 0;
  }

  public boolean isClosed() {
    return closed;
  }
}
