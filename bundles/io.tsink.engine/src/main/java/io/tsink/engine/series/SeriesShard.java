package io.tsink.engine.series;

import io.tsink.api.Labels;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// The entries of one shard by identity. The caller holds [#lock].
///
/// Open addressing by identity hash; equal hashes are told apart by comparing all labels.
final class SeriesShard {

  private static final int FIRST_SLOTS = 16;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private @Nullable Series[] slots = new Series[FIRST_SLOTS];
  private int count;

  ReentrantReadWriteLock lock() {
    return lock;
  }

  /// Number of entries.
  int count() {
    lock.readLock().lock();
    try {
      return count;
    } finally {
      lock.readLock().unlock();
    }
  }

  @Nullable Series find(long identityHash, Labels labels) {
    for (int slot = home(identityHash); ; slot = next(slot)) {
      Series series = slots[slot];
      if (series == null) {
        return null;
      }
      if (series.identityHash() == identityHash && series.hasLabels(labels)) {
        return series;
      }
    }
  }

  void add(Series series) {
    if ((count + 1) * 3 > slots.length * 2) {
      grow();
    }
    place(series);
    count++;
  }

  void remove(Series series) {
    int slot = home(series.identityHash());
    while (slots[slot] != series) {
      if (slots[slot] == null) {
        return;
      }
      slot = next(slot);
    }
    slots[slot] = null;
    count--;
    closeGap(next(slot));
  }

  /// Places the entries behind a gap again, as they may have been pushed over it.
  private void closeGap(int first) {
    int slot = first;
    for (Series series = slots[slot]; series != null; series = slots[slot]) {
      slots[slot] = null;
      place(series);
      slot = next(slot);
    }
  }

  private void grow() {
    rebuild(slots.length * 2);
  }

  /// Every entry, in a new array.
  Series[] entries() {
    Series[] entries = new Series[count];
    int at = 0;
    for (Series series : slots) {
      if (series != null) {
        entries[at++] = series;
      }
    }
    return entries;
  }

  /// Keeps these entries only, and room for half as many again.
  void replace(Series[] entries, int number) {
    int size = FIRST_SLOTS;
    while (number * 3L > size * 2L) {
      size *= 2;
    }
    slots = new Series[size];
    count = number;
    for (int i = 0; i < number; i++) {
      place(entries[i]);
    }
  }

  private void rebuild(int size) {
    @Nullable Series[] old = slots;
    slots = new Series[size];
    for (Series series : old) {
      if (series != null) {
        place(series);
      }
    }
  }

  private void place(Series series) {
    int slot = home(series.identityHash());
    while (slots[slot] != null) {
      slot = next(slot);
    }
    slots[slot] = series;
  }

  /// The lower bits are the same for all of a shard.
  private int home(long identityHash) {
    return (int) (identityHash >>> 32) & (slots.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length - 1);
  }
}
