package io.tsink.engine.ingest;

import io.tsink.api.store.Admission;
import io.tsink.api.store.AppendContext;
import io.tsink.engine.runtime.MemoryBudget;
import io.tsink.engine.runtime.WritePermits;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// The second stage of a write: has it wait for a permit, for memory and for room in the log,
/// within its time. Thread-safe.
public final class WriteGate {
  private final WritePermits permits;
  private final MemoryBudget budget;
  private final LogRoom logRoom;
  private final Duration timeout;
  private final Clock clock;

  /// @param timeout longest wait for all three together
  public WriteGate(
      WritePermits permits, MemoryBudget budget, LogRoom logRoom, Duration timeout, Clock clock) {
    this.permits = permits;
    this.budget = budget;
    this.logRoom = logRoom;
    this.timeout = timeout;
    this.clock = clock;
  }

  /// Lets a write in; [#leave] must follow with the same arguments.
  ///
  /// @param bytes estimate of the heap that the write takes
  void enter(AppendContext context, Admission admission, long bytes) {
    long end = System.nanoTime() + patience(context);
    permits.acquire(admission, left(end));
    try {
      logRoom.await(left(end));
      budget.reserve(bytes, left(end));
    } catch (RuntimeException e) {
      permits.release(admission);
      throw e;
    }
  }

  void leave(Admission admission, long bytes) {
    budget.release(bytes);
    permits.release(admission);
  }

  private long patience(AppendContext context) {
    Instant deadline = context.deadline();
    long nanos = timeout.toNanos();
    if (deadline != null) {
      Duration rest = Duration.between(clock.instant(), deadline);
      nanos = rest.compareTo(timeout) < 0 ? Math.max(0, rest.toNanos()) : nanos;
    }
    return nanos;
  }

  private static long left(long end) {
    return Math.max(0, end - System.nanoTime());
  }
}
