package io.tsink.auth.token;

import io.tsink.spi.auth.AuthHost;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reads the list from a program, when a request needs it and the last output is too old.
/// Thread-safe.
///
/// The program runs on a thread of its own, so that a run outlives the deadline of the request that
/// began it. Requests wait for it only while no list is known. A failed run counts as one: the next
/// one begins after the refresh time, or after five seconds if that is less.
final class ProgramTokens implements TokenSource {
  private static final Duration MAX_PAUSE = Duration.ofSeconds(5);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final AuthHost host;
  private final TokenLoader loader;
  private final TokenProgram program;
  private final Duration refresh;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable CountDownLatch running;
  private Instant next = Instant.MIN;
  private volatile boolean closed;

  ProgramTokens(AuthHost host, TokenLoader loader, TokenProgram program, Duration refresh) {
    this.host = host;
    this.loader = loader;
    this.program = program;
    this.refresh = refresh;
  }

  @Override
  public void prepare(long remainingNanos) {
    CountDownLatch run = runIfDue();
    if (run != null && !loader.isLoaded()) {
      await(run, remainingNanos);
    }
  }

  /// Returns the run that is under way, begun now if the output is too old, or null.
  private @Nullable CountDownLatch runIfDue() {
    lock.lock();
    try {
      if (running == null && !host.clock().instant().isBefore(next)) {
        CountDownLatch run = new CountDownLatch(1);
        running = run;
        Thread.ofVirtual().name("tokens-of-" + host.name()).start(() -> run(run));
      }
      return running;
    } finally {
      lock.unlock();
    }
  }

  private void run(CountDownLatch run) {
    Duration pause = refresh.compareTo(MAX_PAUSE) < 0 ? refresh : MAX_PAUSE;
    try {
      loader.load(program.run(), program.toString(), true);
      pause = refresh;
    } catch (IOException e) {
      if (closed) {
        return;
      }
      loader.fail(String.valueOf(e.getMessage()));
    } finally {
      finish(run, pause);
    }
  }

  private void finish(CountDownLatch run, Duration pause) {
    lock.lock();
    try {
      running = null;
      next = host.clock().instant().plus(pause);
    } finally {
      lock.unlock();
    }
    run.countDown();
  }

  /// Ends a run that is under way, and waits a moment for its thread.
  @Override
  public void close() {
    closed = true;
    program.close();
    CountDownLatch run = current();
    if (run != null) {
      await(run, CLOSE.toNanos());
    }
  }

  private @Nullable CountDownLatch current() {
    lock.lock();
    try {
      return running;
    } finally {
      lock.unlock();
    }
  }

  private static void await(CountDownLatch run, long nanos) {
    try {
      boolean _ = run.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
