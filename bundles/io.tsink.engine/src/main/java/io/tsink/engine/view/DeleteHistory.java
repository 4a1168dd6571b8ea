package io.tsink.engine.view;

import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.engine.index.Postings;
import io.tsink.engine.series.SeriesRegistry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The selections of the latest deletes. Thread-safe.
///
/// A delete writes tombstones for the series that there are. Rows that arrive later but state a
/// lower sequence may belong to a series that was not there: these deletes have to be looked at
/// again.
public final class DeleteHistory {
  /// A leaf.
  private final ReentrantLock lock = new ReentrantLock();

  private final int capacity;
  private final Deque<Past> latest = new ArrayDeque<>();
  private volatile long maxSequence = Long.MIN_VALUE;

  /// A delete that was carried out.
  public record Past(Selection selection, TimeRange range, long sequence) {}

  /// @param capacity number of deletes that are kept; the oldest go
  public DeleteHistory(int capacity) {
    this.capacity = capacity;
  }

  /// Adds a delete.
  public void add(Selection selection, TimeRange range, long sequence) {
    lock.lock();
    try {
      latest.addLast(new Past(selection, range, sequence));
      if (latest.size() > capacity) {
        latest.removeFirst();
      }
      maxSequence = Math.max(maxSequence, sequence);
    } finally {
      lock.unlock();
    }
  }

  /// Whether rows of that sequence may be hidden by a delete that is older in order of arrival.
  public boolean concerns(long sequence) {
    return sequence <= maxSequence;
  }

  /// What deletes of that sequence or a higher one hide of some series.
  public List<Hide> hidden(Collection<Integer> seriesIds, long sequence, SeriesRegistry registry) {
    var hidden = new ArrayList<Hide>();
    for (Past past : all()) {
      if (past.sequence() >= sequence && !past.range().isEmpty()) {
        Postings meant = registry.select(past.selection());
        int[] ids =
            seriesIds.stream().mapToInt(Integer::intValue).filter(meant::contains).toArray();
        hidden.add(new Hide(ids, past.range(), past.sequence(), true));
      }
    }
    return hidden;
  }

  /// The deletes that are kept, oldest first.
  public List<Past> all() {
    lock.lock();
    try {
      return List.copyOf(latest);
    } finally {
      lock.unlock();
    }
  }
}
