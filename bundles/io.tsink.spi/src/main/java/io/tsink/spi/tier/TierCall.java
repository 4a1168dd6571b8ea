package io.tsink.spi.tier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// One piece of work for a back end: until when it is wanted, how urgent it is, who counts it.
///
/// Thread-safe. One call may serve several operations in turn; its deadline stays where it is. The
/// deadline is a moment of [System#nanoTime].
public final class TierCall {

  /// How urgent a call is. A back end may let calls of users go first.
  public enum Priority {
    /// A user waits.
    USER,
    /// Flushes, moves, sweeps.
    BACKGROUND
  }

  /// Takes back what [TierCall#onCancel] registered.
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }

  private final long deadlineNanos;
  private final Priority priority;
  private final TierMeter meter;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Runnable> actions = new ArrayList<>();
  private volatile boolean canceled;

  /// @param deadlineNanos a moment of [System#nanoTime]
  /// @param meter counts the requests of this call
  public TierCall(long deadlineNanos, Priority priority, TierMeter meter) {
    this.deadlineNanos = deadlineNanos;
    this.priority = priority;
    this.meter = meter;
  }

  /// Returns an uncounted call of a user that ends after a time span, counted from now.
  public static TierCall within(Duration span) {
    return new TierCall(System.nanoTime() + span.toNanos(), Priority.USER, TierMeter.discarding());
  }

  public Priority priority() {
    return priority;
  }

  public TierMeter meter() {
    return meter;
  }

  /// Returns the moment of [System#nanoTime] at which the call ends.
  public long deadlineNanos() {
    return deadlineNanos;
  }

  /// Returns the nanoseconds left, zero when the deadline has passed.
  public long remainingNanos() {
    return Math.max(0, deadlineNanos - System.nanoTime());
  }

  /// Tells whether the caller has given up.
  public boolean canceled() {
    return canceled;
  }

  /// Throws when the call has ended. Cheap: call it for every block.
  ///
  /// @throws TierException `CANCELED` or `TIMEOUT`
  public void check() {
    if (canceled) {
      throw new TierException(TierException.Kind.CANCELED, "the caller gave up");
    }
    if (remainingNanos() == 0) {
      throw new TierException(TierException.Kind.TIMEOUT, "the deadline has passed");
    }
  }

  /// Gives up, and runs the registered actions on this thread. Idempotent.
  public void cancel() {
    List<Runnable> rest;
    lock.lock();
    try {
      canceled = true;
      rest = List.copyOf(actions);
      actions.clear();
    } finally {
      lock.unlock();
    }
    rest.forEach(Runnable::run);
  }

  /// Registers what wakes an operation that waits, for example closing its socket. Runs at once
  /// when the caller has given up already, and never after the registration was closed, except that
  /// it may be running at that moment.
  ///
  /// @param action does not block and does not throw
  public Registration onCancel(Runnable action) {
    lock.lock();
    try {
      if (!canceled) {
        actions.add(action);
        return () -> forget(action);
      }
    } finally {
      lock.unlock();
    }
    action.run();
    return () -> {};
  }

  private void forget(Runnable action) {
    lock.lock();
    try {
      actions.remove(action);
    } finally {
      lock.unlock();
    }
  }
}
