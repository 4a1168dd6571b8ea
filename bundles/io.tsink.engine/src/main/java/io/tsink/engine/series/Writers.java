package io.tsink.engine.series;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Knows when every write that was under way at one moment has ended. Thread-safe.
///
/// A write holds entries of the registry from when it looks them up until its rows are in the head.
/// Writes count themselves in one of two counters; whoever waits turns to the other counter and
/// waits until the first one is empty. One thread at a time may wait.
public final class Writers {

  private final AtomicInteger[] counts = {new AtomicInteger(), new AtomicInteger()};
  private volatile int turn;

  Writers() {}

  /// Begins a write and returns what [#end] needs.
  public int begin() {
    while (true) {
      int mine = turn;
      counts[mine].incrementAndGet();
      if (turn == mine) {
        return mine;
      }
      counts[mine].decrementAndGet();
    }
  }

  /// Ends a write.
  ///
  /// @param token of its [#begin]
  public void end(int token) {
    counts[token].decrementAndGet();
  }

  /// Waits for the writes that began before the call; false when some go on for longer than the
  /// given time.
  boolean await(long nanos) {
    int before = turn;
    long start = System.nanoTime();
    if (!empty(1 - before, start, nanos)) {
      return false;
    }
    turn = 1 - before;
    return empty(before, start, nanos);
  }

  private boolean empty(int counter, long start, long nanos) {
    while (counts[counter].get() > 0) {
      if (System.nanoTime() - start > nanos) {
        return false;
      }
      try {
        TimeUnit.MICROSECONDS.sleep(100);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
