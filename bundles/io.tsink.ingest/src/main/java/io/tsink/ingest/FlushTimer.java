package io.tsink.ingest;

import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.spi.ingest.FlushScheduler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The timers of one instance: a virtual thread for each task. Thread-safe.
final class FlushTimer implements FlushScheduler {
  private static final Logger LOG = LoggerFactory.getLogger(FlushTimer.class);
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(1);

  private final String protocol;
  private final long origin;
  private final InstantSource clock;
  private final Supplier<AppenderSink> sinks;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Job> jobs = new ArrayList<>();
  private boolean started;
  private boolean stopped;

  /// @param origin of the idempotency keys
  FlushTimer(String protocol, long origin, InstantSource clock, Supplier<AppenderSink> sinks) {
    this.protocol = protocol;
    this.origin = origin;
    this.clock = clock;
    this.sinks = sinks;
  }

  /// @param origin of its idempotency keys
  private record Job(Task task, long origin, Thread thread) {}

  @Override
  public void every(Duration interval, Task task) {
    long millis = interval.toMillis();
    if (millis < 1) {
      throw new IllegalArgumentException("interval %s, expected at least 1 ms".formatted(interval));
    }
    lock.lock();
    try {
      if (stopped) {
        throw new IllegalStateException("the timer of %s was stopped".formatted(protocol));
      }
      long own = origin + jobs.size();
      Thread thread =
          Thread.ofVirtual()
              .name("tsink-flush-" + protocol)
              .unstarted(() -> run(millis, task, own));
      jobs.add(new Job(task, own, thread));
      if (started) {
        thread.start();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Starts the tasks given so far and those to come.
  void start() {
    lock.lock();
    try {
      started = true;
      jobs.forEach(job -> job.thread.start());
    } finally {
      lock.unlock();
    }
  }

  /// Ends the threads and runs each task a last time, on the calling thread.
  void stop() {
    List<Job> last;
    lock.lock();
    try {
      stopped = true;
      last = List.copyOf(jobs);
      jobs.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    for (Job job : last) {
      if (ended(job.thread)) {
        flush(clock.millis(), job.task, ~job.origin);
      } else {
        LOG.warn("A flush of a protocol that left does not end: {}", protocol);
      }
    }
  }

  private static boolean ended(Thread thread) {
    try {
      if (thread.getState() == Thread.State.NEW || thread.join(STOP_DEADLINE)) {
        return true;
      }
      thread.interrupt();
      return thread.join(STOP_DEADLINE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run(long interval, Task task, long own) {
    long tick = next(interval);
    while (awaitTick(tick)) {
      flush(tick, task, own);
      tick = next(interval);
    }
  }

  private long next(long interval) {
    return Math.multiplyExact(Math.floorDiv(clock.millis(), interval) + 1, interval);
  }

  /// Waits for a moment and returns true, or false when the timer was stopped.
  private boolean awaitTick(long tick) {
    lock.lock();
    try {
      while (!stopped) {
        long left = tick - clock.millis();
        if (left <= 0) {
          return true;
        }
        var _ = changed.awaitNanos(Duration.ofMillis(left).toNanos());
      }
      return false;
    } catch (InterruptedException _) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void flush(long tick, Task task, long own) {
    try (AppenderSink sink = sinks.get()) {
      sink.options(CommitOptions.defaults().withIdempotencyKey(new IdempotencyKey(own, tick)));
      task.flush(tick, sink);
      sink.flush();
    } catch (RuntimeException e) {
      LOG.error("A flush of a protocol failed: {}", protocol, e);
    }
  }
}
