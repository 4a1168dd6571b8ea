package io.tsink.engine.wal;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The lock of a log and its two roles: at most one thread at a time *writes*, which includes
/// beginning a segment, and at most one *syncs*. Whoever has a role gives the lock up for its input
/// and output. Thread-safe; all but [#lock] is called with the lock held.
///
/// It is `Wal` in the lock order.
final class WalTurns {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long changes;
  private boolean writing;
  private boolean syncing;

  void lock() {
    lock.lock();
  }

  void unlock() {
    lock.unlock();
  }

  boolean isWriting() {
    return writing;
  }

  boolean isSyncing() {
    return syncing;
  }

  boolean isBusy() {
    return writing || syncing;
  }

  /// Takes the role of the writer, which must be free, and gives the lock up.
  void beginWriting() {
    writing = true;
    lock.unlock();
  }

  /// Takes the lock again; [#changed] must follow once all is noted.
  void endWriting() {
    lock.lock();
    writing = false;
  }

  /// Takes the role of who syncs, which must be free, and gives the lock up.
  void beginSyncing() {
    syncing = true;
    lock.unlock();
  }

  /// Takes the lock again; [#changed] must follow once all is noted.
  void endSyncing() {
    lock.lock();
    syncing = false;
  }

  /// Wakes all who wait.
  void changed() {
    changes++;
    changed.signalAll();
  }

  /// Waits until a writer or a sync has ended.
  void awaitChange() {
    long seen = changes;
    while (changes == seen) {
      changed.awaitUninterruptibly();
    }
  }
}
