package io.tsink.engine.ingest;

import io.tsink.engine.series.SeriesRegistry;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/// Knows which series may lack a definition in the log. Thread-safe.
///
/// A writer that makes entries in the registry opens a *mark* before, the id that the next new
/// series gets, and closes it once its definitions are logged. Until then other writers that use
/// one of these series log its definition too: every log position at which a series is used has a
/// definition at or before it.
public final class Definitions {
  /// No series lacks a definition.
  static final int NONE = 0;

  /// A leaf.
  private final ReentrantLock lock = new ReentrantLock();

  private final SeriesRegistry registry;
  private int[] marks = new int[8];
  private int count;
  private int failed = NONE;
  private volatile int lowest = NONE;

  public Definitions(SeriesRegistry registry) {
    this.registry = registry;
  }

  /// Opens a mark.
  int open() {
    lock.lock();
    try {
      int mark = registry.nextId();
      if (count == marks.length) {
        marks = Arrays.copyOf(marks, 2 * count);
      }
      marks[count++] = mark;
      lowest = findLowest();
      return mark;
    } finally {
      lock.unlock();
    }
  }

  /// Leaves a mark open: the definitions could not be logged. It is closed once [#savedUpTo] says
  /// that the catalogue has them.
  void fail(int mark) {
    if (mark == NONE) {
      return;
    }
    lock.lock();
    try {
      failed = failed == NONE || Integer.compareUnsigned(mark, failed) < 0 ? mark : failed;
      forget(mark);
    } finally {
      lock.unlock();
    }
  }

  /// Says that the files of the catalogue hold all series with a lower id.
  public void savedUpTo(int nextId) {
    lock.lock();
    try {
      if (failed != NONE && Integer.compareUnsigned(failed, nextId) < 0) {
        failed = nextId == registry.nextId() ? NONE : nextId;
        lowest = findLowest();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Closes a mark, if it is one.
  void close(int mark) {
    if (mark == NONE) {
      return;
    }
    lock.lock();
    try {
      forget(mark);
    } finally {
      lock.unlock();
    }
  }

  private void forget(int mark) {
    for (int i = 0; i < count; i++) {
      if (marks[i] == mark) {
        marks[i] = marks[--count];
        break;
      }
    }
    lowest = findLowest();
  }

  private int findLowest() {
    int found = failed;
    for (int i = 0; i < count; i++) {
      if (found == NONE || Integer.compareUnsigned(marks[i], found) < 0) {
        found = marks[i];
      }
    }
    return found;
  }

  /// The lowest id, read unsigned, of a series that may lack a definition, or [#NONE].
  int lowest() {
    return lowest;
  }
}
