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
import org.jspecify.annotations.Nullable;

/// The selections of the latest deletes. Thread-safe.
///
/// A delete writes tombstones for the series that there are. Rows that arrive later but state a
/// lower sequence may belong to a series that was not there: these deletes have to be looked at
/// again.
public final class DeleteHistory {
  /// A leaf.
  private final ReentrantLock lock = new ReentrantLock();

  private final int capacity;
  private final Deque<Entry> latest = new ArrayDeque<>();
  private volatile long maxSequence = Long.MIN_VALUE;

  /// A delete that was carried out.
  public record Past(Selection selection, TimeRange range, long sequence) {}

  /// A delete with the series that it means, as long as no more series have come.
  private static final class Entry {
    final Past past;
    private volatile @Nullable Meant meant;

    Entry(Past past) {
      this.past = past;
    }

    Postings meant(SeriesRegistry registry) {
      Meant known = meant;
      int nextId = registry.nextId();
      if (known == null || known.nextId() != nextId) {
        known = new Meant(registry.select(past.selection()), nextId);
        meant = known;
      }
      return known.series();
    }
  }

  private record Meant(Postings series, int nextId) {}

  /// @param capacity number of deletes that are kept; the oldest go
  public DeleteHistory(int capacity) {
    this.capacity = capacity;
  }

  /// Adds a delete.
  public void add(Selection selection, TimeRange range, long sequence) {
    lock.lock();
    try {
      latest.addLast(new Entry(new Past(selection, range, sequence)));
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

  /// What deletes of that sequence or a higher one hide of some series, beyond what is hidden.
  ///
  /// @param hidden what is hidden already
  public List<Hide> hidden(
      Collection<Integer> seriesIds, long sequence, SeriesRegistry registry, Deletions hidden) {
    var steps = new ArrayList<Hide>();
    for (Entry entry : entries()) {
      Past past = entry.past;
      if (past.sequence() < sequence || past.range().isEmpty()) {
        continue;
      }
      Postings meant = entry.meant(registry);
      int[] ids =
          seriesIds.stream()
              .mapToInt(Integer::intValue)
              .filter(id -> meant.contains(id) && !covers(hidden, id, past))
              .toArray();
      if (ids.length > 0) {
        steps.add(new Hide(ids, past.range(), past.sequence(), true));
      }
    }
    return steps;
  }

  private static boolean covers(Deletions hidden, int id, Past past) {
    long first = past.range().start();
    long last = past.range().end() - 1;
    return hidden.samples().of(id).coversAll(first, last, past.sequence())
        && hidden.exemplars().of(id).coversAll(first, last, past.sequence());
  }

  private List<Entry> entries() {
    lock.lock();
    try {
      return List.copyOf(latest);
    } finally {
      lock.unlock();
    }
  }

  /// The deletes that are kept, oldest first.
  public List<Past> all() {
    return entries().stream().map(entry -> entry.past).toList();
  }
}
