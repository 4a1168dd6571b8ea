package io.tsink.engine.view;

import io.tsink.engine.runtime.Shards;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Knows which log positions belong to writes that are not applied yet. Thread-safe.
///
/// The lock comes before that of the log.
public final class InFlight {
  private final ReentrantLock lock = new ReentrantLock();
  private final LongSupplier appendedPosition;
  private long[] positions = new long[Shards.COUNT];
  private int count;

  /// @param appendedPosition the last position of the log
  public InFlight(LongSupplier appendedPosition) {
    this.appendedPosition = appendedPosition;
  }

  /// Begins a write, before it is logged. Returns a token for [#end]: a position before its own.
  public long begin() {
    lock.lock();
    try {
      long position = appendedPosition.getAsLong();
      if (count == positions.length) {
        positions = Arrays.copyOf(positions, 2 * count);
      }
      positions[count++] = position;
      return position;
    } finally {
      lock.unlock();
    }
  }

  /// Ends a write: it is applied, or it failed.
  public void end(long token) {
    lock.lock();
    try {
      for (int i = 0; i < count; i++) {
        if (positions[i] == token) {
          positions[i] = positions[--count];
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// A position up to which everything in the log is applied.
  public long appliedPosition() {
    lock.lock();
    try {
      long lowest = appendedPosition.getAsLong();
      for (int i = 0; i < count; i++) {
        lowest = Math.min(lowest, positions[i]);
      }
      return lowest;
    } finally {
      lock.unlock();
    }
  }
}
