package io.tsink.engine.series;

import io.tsink.engine.index.Postings;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/// A set of ids that changes seldom. Thread-safe; the lock is a leaf.
final class IdSet {

  private final ReentrantLock lock = new ReentrantLock();
  private final RoaringBitmap ids = new RoaringBitmap();

  /// The ids of now; null when that has to be made.
  private @Nullable Postings snapshot = Postings.empty();

  /// Adds an id; false when it is there already.
  boolean add(int id) {
    lock.lock();
    try {
      snapshot = null;
      return ids.checkedAdd(id);
    } finally {
      lock.unlock();
    }
  }

  /// Keeps the ids that are in another set too.
  void retain(Postings others) {
    lock.lock();
    try {
      snapshot = null;
      for (int id : ids.toArray()) {
        if (!others.contains(id)) {
          ids.remove(id);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  boolean contains(int id) {
    lock.lock();
    try {
      return ids.contains(id);
    } finally {
      lock.unlock();
    }
  }

  /// All ids of now.
  Postings all() {
    lock.lock();
    try {
      Postings all = snapshot;
      if (all == null) {
        all = Postings.of(ids.toArray());
        snapshot = all;
      }
      return all;
    } finally {
      lock.unlock();
    }
  }
}
