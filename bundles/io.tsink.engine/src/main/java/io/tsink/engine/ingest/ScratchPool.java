package io.tsink.engine.ingest;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/// What commits worked with and the next ones may use, so that an appender that lives for one
/// request allocates nothing for its rows. Thread-safe.
final class ScratchPool {
  private static final int MOST_KEPT = 32;

  /// A scratch that has grown beyond this is not kept.
  private static final long MOST_BYTES = 4L << 20;

  private final EntryRules entryRules;
  private final TimeLimits limits;

  /// A leaf.
  private final ReentrantLock lock = new ReentrantLock();

  private final ArrayDeque<WriteScratch> idle = new ArrayDeque<>();

  ScratchPool(EntryRules entryRules, TimeLimits limits) {
    this.entryRules = entryRules;
    this.limits = limits;
  }

  /// Returns one that belongs to the caller until [#give].
  WriteScratch take() {
    lock.lock();
    try {
      WriteScratch kept = idle.pollLast();
      if (kept != null) {
        return kept;
      }
    } finally {
      lock.unlock();
    }
    return new WriteScratch(new SeriesEntry(entryRules), limits);
  }

  /// Takes one back that was released.
  void give(WriteScratch scratch) {
    if (scratch.heapBytes() > MOST_BYTES) {
      return;
    }
    lock.lock();
    try {
      if (idle.size() < MOST_KEPT) {
        idle.addLast(scratch);
      }
    } finally {
      lock.unlock();
    }
  }
}
