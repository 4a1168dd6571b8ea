package io.tsink.engine.exemplar;

import io.tsink.api.Exemplar;
import io.tsink.api.TimeRange;
import io.tsink.api.store.SeriesExemplars;
import io.tsink.engine.series.Series;
import io.tsink.engine.tombstone.HiddenRanges;
import io.tsink.engine.tombstone.Tombstones;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The exemplars of a store. Thread-safe. Of exemplars of equal series and time the one of the
/// highest sequence counts; when there are too many, those that came first go.
public final class ExemplarStore {
  /// A leaf.
  private final ReentrantLock lock = new ReentrantLock();

  private final int capacity;

  /// By series, each by time, then sequence, then arrival.
  private final Map<Integer, List<StoredExemplar>> bySeries = new HashMap<>();

  private final Deque<StoredExemplar> arrivals = new ArrayDeque<>();
  private long version;

  /// @param capacity most exemplars that are kept
  public ExemplarStore(int capacity) {
    this.capacity = capacity;
  }

  /// Adds an exemplar; it is seen once its commit is visible. Adding it again changes nothing.
  ///
  /// @param exemplar with a timestamp, in the precision of the store
  public void add(int seriesId, Exemplar exemplar, long sequence, long commit) {
    var added = new StoredExemplar(seriesId, exemplar, sequence, commit);
    lock.lock();
    try {
      List<StoredExemplar> list = bySeries.computeIfAbsent(seriesId, _ -> new ArrayList<>(2));
      int at = list.size();
      while (at > 0 && isAfter(list.get(at - 1), added)) {
        at--;
      }
      if (at > 0 && list.get(at - 1).repeats(added)) {
        return;
      }
      list.add(at, added);
      arrivals.addLast(added);
      version++;
      while (arrivals.size() > capacity) {
        forget(arrivals.removeFirst());
      }
    } finally {
      lock.unlock();
    }
  }

  private static boolean isAfter(StoredExemplar one, StoredExemplar other) {
    return one.time() > other.time()
        || (one.time() == other.time() && one.sequence() > other.sequence());
  }

  private void forget(StoredExemplar oldest) {
    List<StoredExemplar> list = bySeries.get(oldest.seriesId());
    if (list != null) {
      list.remove(oldest);
      if (list.isEmpty()) {
        bySeries.remove(oldest.seriesId());
      }
    }
  }

  /// The exemplars of some series within a range.
  ///
  /// @param limit most exemplars
  /// @param visibleCommit those of later commits are not seen
  /// @param deleted what deletes hide
  public List<SeriesExemplars> select(
      Series[] series, TimeRange range, int limit, long visibleCommit, Tombstones deleted) {
    var found = new ArrayList<SeriesExemplars>();
    int left = limit;
    for (Series one : series) {
      if (left <= 0) {
        break;
      }
      List<Exemplar> visible = visible(one.id(), range, left, visibleCommit, deleted);
      if (!visible.isEmpty()) {
        found.add(new SeriesExemplars(one.labels(), visible));
        left -= visible.size();
      }
    }
    return found;
  }

  private List<Exemplar> visible(
      int seriesId, TimeRange range, int limit, long visibleCommit, Tombstones deleted) {
    lock.lock();
    try {
      List<StoredExemplar> all = bySeries.get(seriesId);
      return all == null
          ? List.of()
          : winners(all, range, limit, visibleCommit, deleted.of(seriesId));
    } finally {
      lock.unlock();
    }
  }

  private static List<Exemplar> winners(
      List<StoredExemplar> all,
      TimeRange range,
      int limit,
      long visibleCommit,
      HiddenRanges hidden) {
    var winners = new ArrayList<Exemplar>();
    StoredExemplar last = null;
    for (StoredExemplar one : all) {
      if (one.commit() > visibleCommit || !range.contains(one.time())) {
        continue;
      }
      if (last != null && last.time() != one.time()) {
        addUnlessHidden(last, hidden, winners);
      }
      last = one;
    }
    addUnlessHidden(last, hidden, winners);
    return winners.size() > limit ? winners.subList(0, limit) : winners;
  }

  private static void addUnlessHidden(
      @Nullable StoredExemplar one, HiddenRanges hidden, List<Exemplar> into) {
    if (one != null && !hidden.covers(one.time(), one.sequence())) {
      into.add(one.exemplar());
    }
  }

  /// Whether a series has any exemplar.
  public boolean has(int seriesId) {
    lock.lock();
    try {
      return bySeries.containsKey(seriesId);
    } finally {
      lock.unlock();
    }
  }

  /// Number of exemplars, older versions among them.
  public int count() {
    lock.lock();
    try {
      return arrivals.size();
    } finally {
      lock.unlock();
    }
  }

  /// The highest sequence of an exemplar, 0 for none.
  public long maxSequence() {
    lock.lock();
    try {
      return arrivals.stream().mapToLong(StoredExemplar::sequence).max().orElse(0);
    } finally {
      lock.unlock();
    }
  }

  /// A number that changes whenever an exemplar is added.
  public long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /// Everything in the order of arrival.
  List<StoredExemplar> all() {
    lock.lock();
    try {
      return List.copyOf(arrivals);
    } finally {
      lock.unlock();
    }
  }
}
