package io.tsink.embedded;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Threads that carry out calls in the order they came, from a queue of a fixed length.
/// Thread-safe.
final class BoundedWorkers {
  private final String name;
  private final int queueLength;
  private final ThreadPoolExecutor executor;

  BoundedWorkers(String name, int threads, int queueLength) {
    this.name = name;
    this.queueLength = queueLength;
    this.executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queueLength),
            Thread.ofPlatform().name(name + "-", 1).factory());
  }

  static int atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("%s %d, expected 1 or more".formatted(name, value));
    }
    return value;
  }

  int threads() {
    return executor.getCorePoolSize();
  }

  /// The future of a call that is carried out even if the future is done before its turn.
  <T extends @Nullable Object> CompletableFuture<T> always(Supplier<? extends T> call) {
    var future = new CompletableFuture<T>();
    submit(future, () -> complete(future, call));
    return future;
  }

  /// The future of a call that is left out if the future is done before its turn.
  <T> CompletableFuture<T> whileWanted(Supplier<? extends T> call) {
    var future = new CompletableFuture<T>();
    submit(
        future,
        () -> {
          if (!future.isDone()) {
            complete(future, call);
          }
        });
    return future;
  }

  private void submit(CompletableFuture<?> future, Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException _) {
      future.completeExceptionally(
          executor.isShutdown()
              ? new StorageException(ErrorKind.STORAGE_CLOSED, "the store is closed")
              : new StorageException(
                  ErrorKind.OVERLOADED,
                  "%s: %d calls wait already, the length of the queue"
                      .formatted(name, queueLength)));
    }
  }

  private static <T extends @Nullable Object> void complete(
      CompletableFuture<T> future, Supplier<? extends T> call) {
    T result;
    try {
      result = call.get();
    } catch (RuntimeException | Error e) { // whoever waits must be told of both
      future.completeExceptionally(e);
      return;
    }
    future.complete(result);
  }

  /// Takes no more calls.
  void stop() {
    executor.shutdown();
  }

  /// Waits until the calls that were taken are done and the threads have ended.
  void awaitEnd() {
    boolean interrupted = false;
    try {
      while (!executor.isTerminated()) {
        try {
          boolean _ = executor.awaitTermination(1, TimeUnit.DAYS);
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
