package io.tsink.engine.view;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/// Says what readers see, and knows which older states are still being read. Thread-safe.
///
/// Commits are numbered when they begin and become visible in that order, each in one step with its
/// deletions. A publication replaces segments. The lock of this class is the last in the lock order
/// and is never held during input or output; a reader takes it to open and to close a view.
public final class ViewPublisher {
  private static final boolean TRACKED = ViewPublisher.class.desiredAssertionStatus();

  private final ReentrantLock publishLock = new ReentrantLock();
  private final Condition advanced = publishLock.newCondition();

  /// States that are being read, oldest first; the last one is the current state.
  private final Deque<PinnedState> states = new ArrayDeque<>();

  /// Commits that began and are not visible, oldest first.
  private final Deque<Pending> pending = new ArrayDeque<>();

  private long lastBegun;
  private final Set<ReadView> openViews = Collections.newSetFromMap(new IdentityHashMap<>());

  /// @param firstCommit the number before the first that [#begin] hands out
  public ViewPublisher(long firstCommit, Deletions deletions, SegmentSet segments) {
    lastBegun = firstCommit;
    states.add(new PinnedState(new ReadState(0, firstCommit, deletions, segments)));
  }

  /// A commit under way.
  private static final class Pending {
    final long number;
    boolean done;
    UnaryOperator<Deletions> deletions = UnaryOperator.identity();

    Pending(long number) {
      this.number = number;
    }
  }

  /// Begins a commit and returns its number. [#complete] must follow, whatever happens.
  public long begin() {
    publishLock.lock();
    try {
      pending.addLast(new Pending(++lastBegun));
      return lastBegun;
    } finally {
      publishLock.unlock();
    }
  }

  /// Ends a commit: it becomes visible once those that began before it have ended.
  ///
  /// @param deletions adds what the commit hides
  public void complete(long number, UnaryOperator<Deletions> deletions) {
    publishLock.lock();
    try {
      for (Pending commit : pending) {
        if (commit.number == number) {
          commit.done = true;
          commit.deletions = deletions;
        }
      }
      advance();
    } finally {
      publishLock.unlock();
    }
  }

  private void advance() {
    ReadState next = current().state();
    boolean advances = !pending.isEmpty() && pending.getFirst().done;
    while (!pending.isEmpty() && pending.getFirst().done) {
      Pending commit = pending.removeFirst();
      next =
          new ReadState(
              next.publication(),
              commit.number,
              commit.deletions.apply(next.deletions()),
              next.segments());
    }
    if (advances) {
      replace(next);
      advanced.signalAll();
    }
  }

  /// Returns when a commit is visible.
  public void awaitVisible(long number) {
    publishLock.lock();
    try {
      while (current().state().visibleCommit() < number) {
        advanced.awaitUninterruptibly();
      }
    } finally {
      publishLock.unlock();
    }
  }

  /// Replaces the segments in one step.
  ///
  /// @param claim told the number of the publication while no view can be opened, to mark what
  ///     moved from the head into a segment; it must be short and take no lock
  public void publish(UnaryOperator<SegmentSet> segments, LongConsumer claim) {
    publishLock.lock();
    try {
      ReadState state = current().state();
      long publication = state.publication() + 1;
      claim.accept(publication);
      replace(
          new ReadState(
              publication,
              state.visibleCommit(),
              state.deletions(),
              segments.apply(state.segments())));
    } finally {
      publishLock.unlock();
    }
  }

  /// Takes tombstones away that hide nothing any more, in one step.
  public void purge(UnaryOperator<Deletions> purge) {
    publishLock.lock();
    try {
      ReadState state = current().state();
      replace(
          new ReadState(
              state.publication(),
              state.visibleCommit(),
              purge.apply(state.deletions()),
              state.segments()));
    } finally {
      publishLock.unlock();
    }
  }

  private void replace(ReadState state) {
    if (!current().pinned()) {
      states.removeLast();
    }
    states.addLast(new PinnedState(state));
  }

  private PinnedState current() {
    return states.getLast();
  }

  /// Opens a view of the current state.
  public ReadView open() {
    publishLock.lock();
    try {
      PinnedState state = current();
      state.state().segments().acquire();
      state.pin();
      var view = new ReadView(this, state, TRACKED ? new Throwable("opened here") : null);
      openViews.add(view);
      return view;
    } finally {
      publishLock.unlock();
    }
  }

  void release(ReadView view, PinnedState state) {
    state.state().segments().release();
    publishLock.lock();
    try {
      state.unpin();
      openViews.remove(view);
      while (states.size() > 1 && !states.getFirst().pinned()) {
        states.removeFirst();
      }
      advanced.signalAll();
    } finally {
      publishLock.unlock();
    }
  }

  /// What is no longer needed by any view: rows of commits up to the first number need no history,
  /// chunks that left the head at or before the second are not read any more.
  public Horizon horizon() {
    publishLock.lock();
    try {
      ReadState oldest = states.getFirst().state();
      return new Horizon(oldest.visibleCommit(), oldest.publication());
    } finally {
      publishLock.unlock();
    }
  }

  /// The oldest state that is still read.
  ///
  /// @param commit no open or later view sees less than the commits up to this number
  /// @param publication no open or later view is of an earlier publication
  public record Horizon(long commit, long publication) {}

  /// The last visible commit.
  public long visibleCommit() {
    publishLock.lock();
    try {
      return current().state().visibleCommit();
    } finally {
      publishLock.unlock();
    }
  }

  /// What is hidden now.
  public Deletions deletions() {
    publishLock.lock();
    try {
      return current().state().deletions();
    } finally {
      publishLock.unlock();
    }
  }

  /// The segments of now, borrowed.
  public SegmentSet segments() {
    publishLock.lock();
    try {
      return current().state().segments();
    } finally {
      publishLock.unlock();
    }
  }

  /// Number of open views.
  public int openViews() {
    publishLock.lock();
    try {
      return openViews.size();
    } finally {
      publishLock.unlock();
    }
  }

  /// Who opened the views that are open; empty unless assertions are enabled.
  public List<Throwable> openers() {
    publishLock.lock();
    try {
      return openViews.stream().map(ReadView::opener).filter(Objects::nonNull).toList();
    } finally {
      publishLock.unlock();
    }
  }

  /// Waits until no view is open; false when some are left at the end of the time.
  public boolean awaitNoViews(long nanos) throws InterruptedException {
    publishLock.lock();
    try {
      long left = nanos;
      while (!openViews.isEmpty() && left > 0) {
        left = advanced.awaitNanos(left);
      }
      return openViews.isEmpty();
    } finally {
      publishLock.unlock();
    }
  }
}
