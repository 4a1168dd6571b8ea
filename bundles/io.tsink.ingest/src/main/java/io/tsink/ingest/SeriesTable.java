package io.tsink.ingest;

import io.tsink.api.store.SeriesHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The series that protocols have lately sent: from the 128 bits of an alias key to the handle.
///
/// Thread-safe. A look-up takes no lock and allocates nothing: open addressing over an array that
/// only grows by being replaced. Changes lock one of [#SHARDS] shards.
///
/// **Forgetting.** Each entry remembers the *epoch* in which it was last used. When the epoch
/// advances, entries that the whole epoch before did not use go, and so do those of retired series;
/// nothing is lost with them, a later look-up misses and asks the store again. A shard that is full
/// first lets go what is not of the current epoch, then everything.
///
/// **Successor guess.** Each entry points to the one that followed it last time, in whatever
/// request: senders repeat their series in the same order, so one compare mostly replaces the
/// look-up. The pointers are plain fields written by any thread; a wrong one is only a missed
/// guess.
final class SeriesTable {
  static final int SHARDS = 64;

  private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(Entry[].class);
  private static final int FIRST_CAPACITY = 64;

  private final Shard[] shards = new Shard[SHARDS];
  private final int maxPerShard;
  private volatile int epoch = 1;

  /// @param maxEntries how many entries may be remembered, about
  SeriesTable(int maxEntries) {
    maxPerShard = Math.max(FIRST_CAPACITY, maxEntries / SHARDS);
    for (int i = 0; i < SHARDS; i++) {
      shards[i] = new Shard();
    }
  }

  /// A known series. Handle and key never change; the rest is a hint.
  static final class Entry {
    private final long high;
    private final long low;
    private final @Nullable SeriesHandle handle;
    private int epoch;
    private @Nullable Entry next;
    private boolean dropped;

    private Entry(long high, long low, @Nullable SeriesHandle handle, int epoch) {
      this.high = high;
      this.low = low;
      this.handle = handle;
      this.epoch = epoch;
    }

    /// An entry of no series, from which the first guess of a sink starts.
    static Entry start() {
      return new Entry(0, 0, null, 0);
    }

    SeriesHandle handle() {
      if (handle == null) {
        throw new IllegalStateException("the start has no series");
      }
      return handle;
    }

    private boolean is(long wantedHigh, long wantedLow) {
      return low == wantedLow && high == wantedHigh;
    }
  }

  private static final class Shard {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Entry[] slots = new Entry[FIRST_CAPACITY];
    private int count;
  }

  /// Returns the entry of a key or null, and learns that it follows another one.
  @Nullable Entry find(long high, long low, Entry previous) {
    Entry found = previous.next;
    if (found == null || !found.is(high, low) || found.dropped) {
      found = lookUp(high, low);
      if (found == null) {
        return null;
      }
      previous.next = found;
    }
    if (found.handle().retired()) {
      return null;
    }
    int now = epoch;
    if (found.epoch != now) {
      found.epoch = now;
    }
    return found;
  }

  /// Has one entry be the guess after another.
  static void follow(Entry previous, Entry next) {
    previous.next = next;
  }

  private @Nullable Entry lookUp(long high, long low) {
    @Nullable Entry[] slots = shard(low).slots;
    int mask = slots.length - 1;
    for (int i = (int) (low >>> 6) & mask; ; i = (i + 1) & mask) {
      Entry entry = (Entry) SLOTS.getAcquire(slots, i);
      if (entry == null || entry.is(high, low)) {
        return entry;
      }
    }
  }

  /// Remembers a series in place of what the key stood for, and returns its entry.
  Entry put(long high, long low, SeriesHandle handle) {
    Shard shard = shard(low);
    var entry = new Entry(high, low, handle, epoch);
    shard.lock.lock();
    try {
      if (3 * (shard.count + 1) > 2 * shard.slots.length) {
        rebuild(shard, epoch - 1);
      }
      if (shard.count >= maxPerShard) {
        rebuild(shard, epoch);
      }
      if (shard.count >= maxPerShard) {
        rebuild(shard, Integer.MAX_VALUE);
      }
      insert(shard, entry);
    } finally {
      shard.lock.unlock();
    }
    return entry;
  }

  private static void insert(Shard shard, Entry entry) {
    @Nullable Entry[] slots = shard.slots;
    int mask = slots.length - 1;
    int i = (int) (entry.low >>> 6) & mask;
    Entry old = slots[i];
    while (old != null && !old.is(entry.high, entry.low)) {
      i = (i + 1) & mask;
      old = slots[i];
    }
    if (old == null) {
      shard.count++;
    } else {
      drop(old);
    }
    SLOTS.setRelease(slots, i, entry);
  }

  /// Replaces the array by one with the entries of an epoch on, with room for as many again.
  private static void rebuild(Shard shard, int oldestEpoch) {
    @Nullable Entry[] before = shard.slots;
    int kept = 0;
    for (Entry entry : before) {
      if (entry != null) {
        if (entry.dropped || entry.epoch < oldestEpoch || entry.handle().retired()) {
          drop(entry);
        } else {
          kept++;
        }
      }
    }
    int capacity = FIRST_CAPACITY;
    while (capacity < 2L * (kept + 1)) {
      capacity *= 2;
    }
    @Nullable Entry[] after = new Entry[capacity];
    for (Entry entry : before) {
      if (entry != null && !entry.dropped) {
        int i = (int) (entry.low >>> 6) & (capacity - 1);
        while (after[i] != null) {
          i = (i + 1) & (capacity - 1);
        }
        after[i] = entry;
      }
    }
    shard.count = kept;
    shard.slots = after;
  }

  private static void drop(Entry entry) {
    entry.dropped = true;
    entry.next = null;
  }

  /// Begins a new epoch and forgets what the one before did not use.
  void advanceEpoch() {
    int oldest = epoch;
    epoch = oldest + 1;
    for (Shard shard : shards) {
      shard.lock.lock();
      try {
        rebuild(shard, oldest);
      } finally {
        shard.lock.unlock();
      }
    }
  }

  /// Returns the number of entries.
  long size() {
    long size = 0;
    for (Shard shard : shards) {
      shard.lock.lock();
      try {
        size += shard.count;
      } finally {
        shard.lock.unlock();
      }
    }
    return size;
  }

  private Shard shard(long low) {
    return shards[(int) low & (SHARDS - 1)];
  }
}
