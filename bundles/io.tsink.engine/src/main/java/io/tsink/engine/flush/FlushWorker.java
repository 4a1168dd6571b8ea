package io.tsink.engine.flush;

import io.tsink.api.store.StorageException;
import io.tsink.engine.head.Head;
import io.tsink.engine.head.HeadUsage;
import io.tsink.engine.head.SealPolicy;
import io.tsink.engine.runtime.Lifecycle;
import io.tsink.engine.runtime.Supervisor;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The background thread that flushes. Thread-safe.
///
/// It looks every so often, and at once when somebody needs room. It seals rows that are old, idle
/// or too much, never the current ones for their own sake, so that chunks in files are full under
/// steady load. A failed flush is tried again with growing pauses; its data stays in memory and in
/// the log.
public final class FlushWorker {
  private static final Logger log = LoggerFactory.getLogger(FlushWorker.class);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
  private static final Duration MAX_BACKOFF = Duration.ofMinutes(1);

  /// Looking at every open row is not cheap, and rows grow old slowly.
  private static final Duration AGE_CHECK = Duration.ofSeconds(10);

  private final Head head;
  private final @Nullable Flusher flusher;
  private final Reclaim reclaim;
  private final FlushPolicy policy;
  private final LongSupplier logBytes;
  private final Clock clock;
  private final Lifecycle lifecycle;
  private final Semaphore wanted = new Semaphore(0);
  private Duration backoff = Duration.ZERO;
  private long nextTryNanos = System.nanoTime();
  private long nextAgeCheckNanos = System.nanoTime();
  private volatile @Nullable StorageException failure;

  /// Drops from memory what no view needs.
  public interface Reclaim {
    void run();
  }

  /// @param flusher null for a store in memory
  /// @param logBytes the size of the log
  public FlushWorker(
      Head head,
      @Nullable Flusher flusher,
      Reclaim reclaim,
      FlushPolicy policy,
      LongSupplier logBytes,
      Clock clock,
      Lifecycle lifecycle) {
    this.head = head;
    this.flusher = flusher;
    this.reclaim = reclaim;
    this.policy = policy;
    this.logBytes = logBytes;
    this.clock = clock;
    this.lifecycle = lifecycle;
  }

  /// Starts the thread.
  public void start(Supervisor supervisor, Duration interval) {
    supervisor.start(
        "flush",
        () -> {
          while (!supervisor.stopping()) {
            boolean asked = wanted.tryAcquire(interval.toNanos(), TimeUnit.NANOSECONDS);
            wanted.drainPermits();
            look(asked);
          }
        });
  }

  /// Asks for a flush soon.
  public void wake() {
    if (wanted.availablePermits() == 0) {
      wanted.release();
    }
  }

  private void look(boolean asked) {
    if (lifecycle.failure() != null) {
      return;
    }
    long nanos = System.nanoTime();
    if (nanos - nextAgeCheckNanos >= 0) {
      nextAgeCheckNanos = nanos + AGE_CHECK.toNanos();
      sealOld(clock.millis());
    }
    if (flusher != null && nanos - nextTryNanos >= 0) {
      attempt(flusher, asked);
    }
    reclaim.run();
  }

  private void sealOld(long now) {
    head.seal(
        new SealPolicy(now - policy.idle().toMillis(), now - policy.maxOpen().toMillis(), 0), now);
  }

  private void attempt(Flusher into, boolean asked) {
    try {
      HeadUsage usage = head.usage();
      if (asked || pressed(usage)) {
        into.flushAll(clock.millis());
      } else if (due(usage)) {
        into.flushSealed();
      }
      backoff = Duration.ZERO;
      failure = null;
    } catch (StorageException e) {
      backoff = backoff.isZero() ? FIRST_BACKOFF : backoff.multipliedBy(2);
      backoff = backoff.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : backoff;
      nextTryNanos = System.nanoTime() + backoff.toNanos();
      failure = e;
      log.warn("Flush failed and is tried again in {} ms: {}", backoff.toMillis(), e.getMessage());
    }
  }

  private boolean pressed(HeadUsage usage) {
    return usage.bytes() > policy.memoryBytes() || logBytes.getAsLong() > policy.logBytes();
  }

  private boolean due(HeadUsage usage) {
    if (usage.waitingBytes() == 0) {
      return false;
    }
    return usage.waitingBytes() >= policy.segmentBytes()
        || clock.millis() - head.oldestWaitingMillis() >= policy.maxWaiting().toMillis();
  }

  /// Why the last flush failed, null when it did not.
  public @Nullable StorageException failure() {
    return failure;
  }
}
