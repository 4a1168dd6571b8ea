package io.tsink.engine.series;

import io.tsink.engine.runtime.Shards;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes series out of memory that a run has and that nobody writes to: nothing is attached to
/// them. Confined to the thread that saves the catalogue.
///
/// It goes shard by shard, while writers and readers go on. First the entries are *leaving*:
/// whoever wants to write to one now has to ask the registry for it, which makes it stay. When all
/// writes that began before have ended, entries that are still leaving, and still have nothing
/// attached, leave; the others move to a new [Generation], so that texts and postings of those that
/// left are free as well.
final class SeriesSweep {

  private static final Logger LOG = LoggerFactory.getLogger(SeriesSweep.class);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /// A sweep copies what stays, so a good part must leave.
  private static final int LEAST_SHARE = 4;

  private final SeriesRegistry registry;
  private final CatalogLimits limits;
  private long dueFrom;

  SeriesSweep(SeriesRegistry registry, CatalogLimits limits) {
    this.registry = registry;
    this.limits = limits;
    this.dueFrom = limits.sweepSeries();
  }

  /// Sweeps if there are enough series in memory that may leave.
  void runIfDue() {
    long inMemory = inMemory();
    if (inMemory < dueFrom || registry.layers().runs().runs().isEmpty()) {
      return;
    }
    long leaving = markLeaving();
    if (leaving < inMemory / LEAST_SHARE || !registry.writers().await(PATIENCE_NANOS)) {
      stay();
      dueFrom = inMemory + inMemory / LEAST_SHARE + limits.sweepSeries();
      return;
    }
    sweep();
    long left = inMemory();
    dueFrom = 2 * left + limits.sweepSeries();
    LOG.debug("{} of {} series left memory", inMemory - left, inMemory);
  }

  private long inMemory() {
    long count = 0;
    for (SeriesShard shard : registry.shards()) {
      count += shard.count();
    }
    return count;
  }

  private boolean mayLeave(Series entry) {
    return entry.attachment() == null
        && registry.isSavedInRun(entry.id())
        && !registry.unsaved().contains(entry.id());
  }

  private long markLeaving() {
    long leaving = 0;
    for (SeriesShard shard : registry.shards()) {
      Lock lock = shard.lock().writeLock();
      lock.lock();
      try {
        for (Series entry : shard.entries()) {
          if (mayLeave(entry)) {
            entry.leaving(true);
            leaving++;
          }
        }
      } finally {
        lock.unlock();
      }
    }
    return leaving;
  }

  private void stay() {
    for (SeriesShard shard : registry.shards()) {
      Lock lock = shard.lock().writeLock();
      lock.lock();
      try {
        for (Series entry : shard.entries()) {
          entry.leaving(false);
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private void sweep() {
    Layers before = registry.layers();
    Generation next = registry.newGeneration();
    registry.layers(new Layers(next, before.generation(), before.runs()));
    for (int i = 0; i < Shards.COUNT; i++) {
      sweep(registry.shards()[i], next);
    }
    registry.layers(new Layers(next, null, before.runs()));
    registry.byId().trim();
  }

  private void sweep(SeriesShard shard, Generation next) {
    Lock lock = shard.lock().writeLock();
    lock.lock();
    try {
      Series[] entries = shard.entries();
      int kept = 0;
      for (Series entry : entries) {
        if (entry.retired() && mayLeave(entry)) {
          registry.byId().set(entry.id(), null);
          entry.retire();
          continue;
        }
        entry.leaving(false);
        if (!entry.in(next)) {
          entry.move(next);
        }
        entries[kept++] = entry;
      }
      shard.replace(entries, kept);
    } finally {
      lock.unlock();
    }
  }
}
