package io.tsink.engine.series;

import io.tsink.engine.index.Postings;
import java.util.concurrent.locks.ReentrantLock;
import org.roaringbitmap.RoaringBitmap;

/// The ids of series that came or went since the catalogue was last written. Thread-safe; the
/// lock is a leaf.
final class UnsavedSeries {

  private final ReentrantLock lock = new ReentrantLock();
  private RoaringBitmap added = new RoaringBitmap();
  private RoaringBitmap removed = new RoaringBitmap();

  /// What changed.
  record Changes(Postings added, Postings removed) {}

  void added(int id) {
    lock.lock();
    try {
      added.add(id);
    } finally {
      lock.unlock();
    }
  }

  void removed(int id) {
    lock.lock();
    try {
      added.remove(id);
      removed.add(id);
    } finally {
      lock.unlock();
    }
  }

  /// Whether a series came or changed.
  boolean contains(int id) {
    lock.lock();
    try {
      return added.contains(id);
    } finally {
      lock.unlock();
    }
  }

  /// Hands the changes over and begins anew.
  Changes take() {
    lock.lock();
    try {
      Changes taken = new Changes(Postings.of(added.toArray()), Postings.of(removed.toArray()));
      added = new RoaringBitmap();
      removed = new RoaringBitmap();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// Takes changes back that could not be written.
  void putBack(Changes changes) {
    lock.lock();
    try {
      changes.added().filter(id -> !removed.contains(id)).forEach(added::add);
      changes.removed().forEach(removed::add);
    } finally {
      lock.unlock();
    }
  }
}
