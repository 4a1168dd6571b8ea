package io.tsink.engine.delete;

import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.DeleteOptions;
import io.tsink.api.store.DeleteResult;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.engine.head.Commit;
import io.tsink.engine.index.Postings;
import io.tsink.engine.runtime.Lifecycle;
import io.tsink.engine.series.Series;
import io.tsink.engine.series.SeriesRegistry;
import io.tsink.engine.view.ChangeLog;
import io.tsink.engine.view.DeleteHistory;
import io.tsink.engine.view.Hide;
import io.tsink.engine.view.IdempotencyWindow;
import io.tsink.engine.view.InFlight;
import io.tsink.engine.view.MatchingSeries;
import io.tsink.engine.view.ReadView;
import io.tsink.engine.view.ViewPublisher;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Carries deletes out, one at a time. Thread-safe.
///
/// Every series of the selection gets a tombstone, whether it has samples in the range or not: rows
/// that arrive later and state a lower sequence are hidden too. Only those that had visible samples
/// are counted.
public final class Deleter {
  /// Held for a whole delete; before every other lock but that of the life cycle.
  private final ReentrantLock lock = new ReentrantLock();

  private final SeriesRegistry registry;
  private final ViewPublisher publisher;
  private final MatchingSeries matching;
  private final DeleteLog log;
  private final InFlight inFlight;
  private final DeleteHistory history;
  private final Runnable saveHistory;
  private final ChangeLog changes;
  private final IdempotencyWindow<DeleteResult> window;
  private final Lifecycle lifecycle;
  private final Clock clock;

  /// @param saveHistory makes the history of deletes durable
  public Deleter(
      SeriesRegistry registry,
      ViewPublisher publisher,
      MatchingSeries matching,
      DeleteLog log,
      InFlight inFlight,
      DeleteHistory history,
      Runnable saveHistory,
      ChangeLog changes,
      IdempotencyWindow<DeleteResult> window,
      Lifecycle lifecycle,
      Clock clock) {
    this.registry = registry;
    this.publisher = publisher;
    this.matching = matching;
    this.log = log;
    this.inFlight = inFlight;
    this.history = history;
    this.saveHistory = saveHistory;
    this.changes = changes;
    this.window = window;
    this.lifecycle = lifecycle;
    this.clock = clock;
  }

  /// Deletes, see [io.tsink.api.store.Storage#delete].
  public DeleteResult delete(Selection selection, TimeRange range, DeleteOptions options) {
    lifecycle.enter();
    try {
      IdempotencyKey key = options.idempotencyKey();
      if (key == null) {
        return run(selection, range, options);
      }
      if (options.dryRun()) {
        DeleteResult known = window.find(key);
        return known == null ? run(selection, range, options) : known;
      }
      return once(key, selection, range, options);
    } finally {
      lifecycle.exit();
    }
  }

  private DeleteResult once(
      IdempotencyKey key, Selection selection, TimeRange range, DeleteOptions options) {
    DeleteResult known = window.begin(key);
    if (known != null) {
      return known;
    }
    DeleteResult result = null;
    try {
      result = run(selection, range, options);
      return result;
    } finally {
      if (result == null) {
        window.fail(key);
      } else {
        window.succeed(key, result);
      }
    }
  }

  private DeleteResult run(Selection selection, TimeRange range, DeleteOptions options) {
    lock.lock();
    try {
      Postings selected = registry.select(selection);
      Postings hit = hit(selected, range, options);
      if (options.dryRun()) {
        return new DeleteResult(hit.count(), hit.count(), log.peek(options));
      }
      return hide(selection, range, options, selected, hit);
    } finally {
      lock.unlock();
    }
  }

  private Postings hit(Postings selected, TimeRange range, DeleteOptions options) {
    if (range.isEmpty()) {
      return Postings.empty();
    }
    long maxSequence =
        options.sequence() == CommitOptions.ASSIGN ? Long.MAX_VALUE : options.sequence();
    try (ReadView view = publisher.open()) {
      return matching.withSamples(view, selected, range, maxSequence);
    }
  }

  private DeleteResult hide(
      Selection selection,
      TimeRange range,
      DeleteOptions options,
      Postings selected,
      Postings hit) {
    long token = inFlight.begin();
    try {
      int[] ids = selected.toArray();
      DeleteLog.Logged logged = log.log(ids, range, options);
      history.add(selection, range, logged.sequence());
      saveHistory.run();
      publish(ids, hit, range, logged);
      return new DeleteResult(hit.count(), hit.count(), logged.sequence());
    } finally {
      inFlight.end(token);
    }
  }

  private void publish(int[] ids, Postings hit, TimeRange range, DeleteLog.Logged logged) {
    long number = publisher.begin();
    try {
      var commit = new Commit(number, logged.sequence(), logged.position(), clock.millis());
      hit.forEach(
          id -> {
            Series series = registry.series(id);
            if (series != null) {
              changes.deleted(series, commit, range);
            }
          });
    } finally {
      var step = List.of(new Hide(ids, range, logged.sequence(), true));
      publisher.complete(number, deletions -> deletions.with(step));
    }
    publisher.awaitVisible(number);
  }
}
