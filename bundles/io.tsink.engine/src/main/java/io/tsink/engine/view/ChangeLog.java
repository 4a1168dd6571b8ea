package io.tsink.engine.view;

import io.tsink.api.TimeRange;
import io.tsink.api.store.Changes;
import io.tsink.engine.head.Commit;
import io.tsink.engine.head.LateRowListener;
import io.tsink.engine.runtime.SequenceSource;
import io.tsink.engine.series.Series;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// The news of a store: late rows and deletes. Thread-safe.
///
/// Events are kept in memory. A consumer whose position lies before the first that is kept, after a
/// restart or when there were too many, is told that anything may have changed.
public final class ChangeLog implements Changes, LateRowListener {
  private static final int CAPACITY = 65_536;

  /// A leaf; visibility is asked for before it is taken.
  private final ReentrantLock lock = new ReentrantLock();

  private final SequenceSource sequences;
  private final LongSupplier visibleCommit;
  private final Deque<Entry> entries = new ArrayDeque<>();

  /// Everything up to this sequence is forgotten.
  private long forgotten;

  /// A consumer may have passed this sequence: no event with one up to it is told any more.
  private long promised;

  /// An event whose labels are made when somebody asks.
  private record Entry(
      Series series, long commit, long sequence, TimeRange range, boolean deleted) {
    Event event() {
      return deleted
          ? new Deleted(sequence, series.labels(), range)
          : new LateRows(sequence, series.labels(), range);
    }
  }

  /// @param sequences the source of sequences
  /// @param visibleCommit the last commit that new views see
  public ChangeLog(SequenceSource sequences, LongSupplier visibleCommit) {
    this.sequences = sequences;
    this.visibleCommit = visibleCommit;
  }

  /// Forgets everything up to now: a consumer has to look at everything.
  public void restart() {
    lock.lock();
    try {
      entries.clear();
      forgotten = sequences.last();
      promised = Math.max(promised, forgotten);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void late(Series series, Commit commit, long minTime, long maxTime) {
    add(series, commit, TimeRange.inclusive(minTime, maxTime), false);
  }

  /// Notes that samples of a series were deleted.
  public void deleted(Series series, Commit commit, TimeRange range) {
    add(series, commit, range, true);
  }

  private void add(Series series, Commit commit, TimeRange range, boolean deleted) {
    lock.lock();
    try {
      long sequence = commit.sequence();
      long last = entries.isEmpty() ? promised : Math.max(promised, entries.getLast().sequence());
      long number = sequence;
      if (sequence <= promised) {
        number = sequences.next();
      } else if (sequence < last) {
        number = last;
      }
      entries.addLast(new Entry(series, commit.number(), number, range, deleted));
      while (entries.size() > CAPACITY) {
        forgotten = entries.removeFirst().sequence();
      }
      while (!entries.isEmpty() && entries.getFirst().sequence() <= forgotten) {
        entries.removeFirst();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Only what readers see already is told. Events of one sequence come together; when there are
  /// more of them than were asked for, one event stands for all.
  @Override
  public List<Event> since(long sequence, int limit) {
    long visible = visibleCommit.getAsLong();
    lock.lock();
    try {
      if (sequence < forgotten) {
        promised = Math.max(promised, forgotten);
        return List.of(new Everything(forgotten));
      }
      var found = new ArrayList<Event>();
      int complete = 0;
      long last = sequence;
      for (Entry entry : entries) {
        if (entry.commit() > visible) {
          return cut(found, complete);
        }
        if (entry.sequence() <= sequence) {
          continue;
        }
        if (entry.sequence() != last) {
          complete = found.size();
          last = entry.sequence();
        }
        if (found.size() == limit) {
          return cut(found, complete);
        }
        found.add(entry.event());
      }
      promised = Math.max(promised, last);
      return found;
    } finally {
      lock.unlock();
    }
  }

  /// The events before an incomplete group, or one event for that group if it is all there is.
  private List<Event> cut(List<Event> found, int complete) {
    List<Event> told =
        complete > 0 || found.isEmpty()
            ? List.copyOf(found.subList(0, complete))
            : List.of(new Everything(found.getLast().sequence()));
    if (!told.isEmpty()) {
      promised = Math.max(promised, told.getLast().sequence());
    }
    return told;
  }

  @Override
  public long position() {
    long visible = visibleCommit.getAsLong();
    lock.lock();
    try {
      for (Entry entry : entries) {
        if (entry.commit() > visible) {
          return Math.max(promised, entry.sequence() - 1);
        }
      }
      promised = Math.max(promised, sequences.last());
      return promised;
    } finally {
      lock.unlock();
    }
  }
}
