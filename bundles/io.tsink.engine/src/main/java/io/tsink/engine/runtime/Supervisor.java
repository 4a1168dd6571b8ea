package io.tsink.engine.runtime;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Owns the background threads of a store: named platform threads, each watched.
///
/// A task that throws anything ends its thread and is reported once to the owner of the
/// supervisor, which stops the store: nothing goes on with unknown state. Tasks handle the
/// failures that they expect themselves. [#close] interrupts the threads and waits for their end.
public final class Supervisor implements Closeable {
  private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

  private final String name;
  private final Consumer<Throwable> onFailure;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Thread> threads = new ArrayList<>();

  /// @param name what the names of its threads begin with
  /// @param onFailure told of a task that threw; called on its thread
  public Supervisor(String name, Consumer<Throwable> onFailure) {
    this.name = name;
    this.onFailure = onFailure;
  }

  /// What a thread does until it returns or is interrupted.
  @FunctionalInterface
  public interface Task {
    void run() throws InterruptedException;
  }

  /// Starts a thread.
  ///
  /// @param task its name ends the name of the thread
  /// @throws IllegalStateException after [#close]
  public void start(String taskName, Task task) {
    lock.lock();
    try {
      if (stopping()) {
        throw new IllegalStateException("the supervisor is closed");
      }
      Thread thread =
          Thread.ofPlatform()
              .daemon()
              .name(name + "-" + taskName)
              .unstarted(() -> watch(taskName, task));
      threads.add(thread);
      thread.start();
    } finally {
      lock.unlock();
    }
  }

  /// Starts a thread that runs an action again and again, with a pause between the end of one run
  /// and the start of the next, until the supervisor is closed.
  public void every(String taskName, Duration pause, Task action) {
    long nanos = pause.toNanos();
    start(
        taskName,
        () -> {
          while (!stop.await(nanos, TimeUnit.NANOSECONDS)) {
            action.run();
          }
        });
  }

  private void watch(String taskName, Task task) {
    try {
      task.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) { // whatever it is, the state of the store is unknown
      log.error("A background task has failed and stops the store: {}-{}", name, taskName, e);
      onFailure.accept(e);
    }
  }

  /// Whether [#close] was called.
  public boolean stopping() {
    return stop.getCount() == 0;
  }

  /// Interrupts all threads and waits until they have ended. A thread of its own does not wait
  /// for itself.
  @Override
  public void close() {
    List<Thread> running;
    lock.lock();
    try {
      stop.countDown();
      running = List.copyOf(threads);
      threads.clear();
    } finally {
      lock.unlock();
    }
    running.forEach(Thread::interrupt);
    boolean interrupted = false;
    for (Thread thread : running) {
      while (thread != Thread.currentThread() && thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
