package io.tsink.testkit.tier;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;

/// Threads that start at once.
final class Race {
  private Race() {}

  /// Returns what each racer, numbered from 0, has returned; throws what the first of them threw.
  static <T> List<T> run(int racers, IntFunction<T> action) {
    CyclicBarrier start = new CyclicBarrier(racers);
    List<FutureTask<T>> tasks = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      int racer = i;
      FutureTask<T> task =
          new FutureTask<>(
              () -> {
                await(start);
                return action.apply(racer);
              });
      tasks.add(task);
      Thread.ofVirtual().name("racer-" + i).start(task);
    }
    return tasks.stream().map(Race::result).toList();
  }

  private static void await(CyclicBarrier start) throws InterruptedException {
    try {
      int _ = start.await();
    } catch (BrokenBarrierException e) {
      throw new AssertionError("a racer did not start", e);
    }
  }

  private static <T> T result(FutureTask<T> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new AssertionError("a racer failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
