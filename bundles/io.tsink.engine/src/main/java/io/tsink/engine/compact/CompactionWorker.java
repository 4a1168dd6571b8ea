package io.tsink.engine.compact;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.runtime.Lifecycle;
import io.tsink.engine.runtime.Supervisor;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The background thread that compacts. Thread-safe.
///
/// It looks every so often, and at once when it is woken. A failed run is tried again with growing
/// pauses; a segment that was damaged is set aside and the others go on at once. An exception that
/// is none of the expected ends the thread and is the supervisor's business.
public final class CompactionWorker {
  private static final Logger log = LoggerFactory.getLogger(CompactionWorker.class);
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final Duration MAX_BACKOFF = Duration.ofMinutes(5);

  private final Compactor compactor;
  private final Lifecycle lifecycle;
  private final Semaphore wanted = new Semaphore(0);
  private Duration backoff = Duration.ZERO;
  private long nextTryNanos = System.nanoTime();
  private volatile boolean paused;
  private volatile @Nullable StorageException failure;

  public CompactionWorker(Compactor compactor, Lifecycle lifecycle) {
    this.compactor = compactor;
    this.lifecycle = lifecycle;
  }

  /// Starts the thread.
  public void start(Supervisor supervisor, Duration interval) {
    supervisor.start(
        "compact",
        () -> {
          while (!supervisor.stopping()) {
            boolean _ = wanted.tryAcquire(interval.toNanos(), TimeUnit.NANOSECONDS);
            wanted.drainPermits();
            look(supervisor);
          }
        });
  }

  /// Asks for a look soon.
  public void wake() {
    if (wanted.availablePermits() == 0) {
      wanted.release();
    }
  }

  /// Begins nothing more until [#resume], and ends what is under way.
  public void pause() {
    paused = true;
  }

  /// Goes on after [#pause].
  public void resume() {
    paused = false;
    wake();
  }

  private void look(Supervisor supervisor) {
    if (paused || lifecycle.failure() != null || System.nanoTime() - nextTryNanos < 0) {
      return;
    }
    try {
      compactor.run(() -> paused || supervisor.stopping());
      backoff = Duration.ZERO;
      failure = null;
    } catch (StorageException e) {
      if (e.kind() != ErrorKind.SHUTTING_DOWN) {
        failed(e);
      }
    }
  }

  private void failed(StorageException e) {
    failure = e;
    if (e.kind() == ErrorKind.CORRUPTION) {
      wake();
      return;
    }
    backoff = backoff.isZero() ? FIRST_BACKOFF : backoff.multipliedBy(2);
    backoff = backoff.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : backoff;
    nextTryNanos = System.nanoTime() + backoff.toNanos();
    log.warn(
        "Compaction failed and is tried again in {} ms: {}", backoff.toMillis(), e.getMessage());
  }

  /// Why the last run failed, null when it did not.
  public @Nullable StorageException failure() {
    return failure;
  }
}
