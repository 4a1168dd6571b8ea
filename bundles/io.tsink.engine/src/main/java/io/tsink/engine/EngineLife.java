package io.tsink.engine;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.api.store.StoreStatus;
import io.tsink.engine.compact.Compactor;
import io.tsink.engine.flush.Flusher;
import io.tsink.engine.head.SealPolicy;
import io.tsink.engine.recovery.Closers;
import io.tsink.engine.recovery.OpenStore;
import io.tsink.engine.recovery.Phase;
import io.tsink.engine.recovery.Recovery;
import io.tsink.engine.recovery.RecoveryProgress;
import io.tsink.engine.runtime.Lifecycle;
import io.tsink.engine.runtime.Supervisor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of an engine, from opening to closed. Thread-safe.
///
/// Opening runs on a thread of its own. Whatever ends it, the directory is unlocked and no thread
/// is left.
final class EngineLife implements RecoveryProgress {
  private static final Logger log = LoggerFactory.getLogger(EngineLife.class);

  private final EngineOptions options;
  private final Lifecycle lifecycle = new Lifecycle();
  private final Closers closers = new Closers();
  private final Supervisor supervisor;
  private final CountDownLatch opened = new CountDownLatch(1);
  private final Instant since;
  private volatile @Nullable OpenStore store;
  private volatile @Nullable StorageException failure;
  private volatile @Nullable Throwable backgroundFailure;
  private volatile Phase phase = Phase.DISCOVER;
  private volatile double phaseDone;
  private volatile boolean closing;
  private volatile boolean closed;

  private EngineLife(EngineOptions options) {
    this.options = options;
    this.since = options.clock().instant();
    this.supervisor = new Supervisor("tsink", this::backgroundFailed);
  }

  /// Begins to open a store.
  static EngineLife start(EngineOptions options, EngineCodecs codecs) {
    var life = new EngineLife(options);
    life.supervisor.start("open", () -> life.run(codecs));
    return life;
  }

  private void run(EngineCodecs codecs) {
    try {
      store =
          new Recovery(
                  EngineSettings.of(options),
                  codecs.catalog(),
                  lifecycle,
                  supervisor,
                  () -> !closed,
                  this,
                  closers)
              .open();
    } catch (StorageException e) {
      fail(e);
    } catch (RuntimeException | Error e) {
      fail(
          new StorageException(
              ErrorKind.INTERNAL,
              "opening the store failed in phase %s: %s".formatted(phase, e),
              e));
      throw e;
    } finally {
      opened.countDown();
    }
  }

  private void fail(StorageException cause) {
    failure = cause;
    if (cause.kind() == ErrorKind.SHUTTING_DOWN) {
      log.info("The store was closed before it was open");
    } else {
      log.error("The store could not be opened: {}", cause.getMessage());
    }
    closers.close();
  }

  private void backgroundFailed(Throwable cause) {
    backgroundFailure = cause;
    if (options.backgroundFailFast()) {
      lifecycle.fail(cause);
    }
  }

  @Override
  public void at(Phase changed, double done) {
    phase = changed;
    phaseDone = done;
  }

  @Override
  public void check() {
    if (closing) {
      throw new StorageException(ErrorKind.SHUTTING_DOWN, "the store is closing");
    }
  }

  void awaitReady(Duration patience) {
    try {
      if (!opened.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StorageException(
            ErrorKind.TIMEOUT,
            "the store is not ready after %s; phase %s".formatted(patience, phase.text()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(ErrorKind.CANCELED, "interrupted while the store opens", e);
    }
    readable();
  }

  /// The store, if it answers reads.
  OpenStore readable() {
    if (closed) {
      throw new StorageException(ErrorKind.STORAGE_CLOSED, "the store is closed");
    }
    if (closing) {
      throw new StorageException(ErrorKind.SHUTTING_DOWN, "the store is closing");
    }
    StorageException failed = failure;
    if (failed != null) {
      throw new StorageException(failed.kind(), String.valueOf(failed.getMessage()), failed);
    }
    OpenStore open = store;
    if (open == null) {
      throw new StorageException(
          ErrorKind.NOT_READY, "the store is starting, phase %s".formatted(phase.text()));
    }
    return open;
  }

  /// The store, if it takes writes.
  OpenStore writable() {
    OpenStore open = readable();
    lifecycle.checkFailure();
    return open;
  }

  /// Flushes everything now.
  void flush(OpenStore open) {
    Flusher flusher = open.flusher();
    lifecycle.enter();
    try {
      if (flusher == null) {
        open.head().seal(SealPolicy.ALL, options.clock().millis());
      } else {
        flusher.flushAll(options.clock().millis());
      }
    } finally {
      lifecycle.exit();
    }
  }

  /// Merges segments now, until there is nothing to do.
  void compact(OpenStore open) {
    Compactor compactor = open.compactor();
    lifecycle.enter();
    try {
      if (compactor != null) {
        compactor.run(() -> false);
      }
    } finally {
      lifecycle.exit();
    }
  }

  StoreStatus status() {
    StorageException failed = failure;
    if (closed) {
      return new StoreStatus(StoreStatus.State.CLOSED, "closed", 1, null);
    }
    if (closing) {
      return new StoreStatus(StoreStatus.State.CLOSING, "closing", -1, null);
    }
    if (failed != null) {
      return new StoreStatus(
          StoreStatus.State.FAILED, phase.text(), -1, String.valueOf(failed.getMessage()));
    }
    if (store == null) {
      return new StoreStatus(StoreStatus.State.STARTING, phase.text(), phaseDone, null);
    }
    Throwable fenced = lifecycle.failure();
    return fenced == null
        ? new StoreStatus(StoreStatus.State.READY, "ready", 1, null)
        : new StoreStatus(StoreStatus.State.FENCED, "fenced", 1, fenced.toString());
  }

  /// The store once it is open, else null.
  @Nullable OpenStore store() {
    return store;
  }

  /// What a background task failed with, or null.
  @Nullable Throwable backgroundFailure() {
    return backgroundFailure;
  }

  /// When opening began.
  Instant since() {
    return since;
  }

  void close() {
    closing = true;
    if (!lifecycle.beginClose()) {
      return;
    }
    awaitQueries();
    supervisor.close();
    RuntimeException first = closers.close();
    closed = true;
    store = null;
    lifecycle.endClose();
    if (first != null) {
      throw first;
    }
  }

  private void awaitQueries() {
    OpenStore open = store;
    if (open == null) {
      return;
    }
    try {
      if (!open.publisher().awaitNoViews(options.closeTimeout().toNanos())) {
        log.warn("Closing a store that has {} open queriers", open.publisher().openViews());
        List<Throwable> openers = open.publisher().openers();
        openers.forEach(opener -> log.warn("A querier was not closed", opener));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
