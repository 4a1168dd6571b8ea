package io.tsink.testkit.storage;

import static io.tsink.testkit.storage.Series.A;
import static io.tsink.testkit.storage.Series.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.IdempotencyKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Many threads use a store at once.
public interface ConcurrencyContract extends StorageFixture {
  /// Number of threads that write.
  int WRITERS = 8;

  /// Number of batches of each.
  int BATCHES = 25;

  /// Runs tasks at once and returns what they return.
  private static <T> List<T> together(List<Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    var start = new CyclicBarrier(tasks.size());
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("contract-", 0).factory())) {
      var running = new ArrayList<Future<T>>();
      for (Callable<T> task : tasks) {
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      var results = new ArrayList<T>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    }
  }

  @Test
  default void threads_that_create_the_same_series_make_one() throws Exception {
    try (var subject = StorageSubject.of(this)) {
      var tasks = new ArrayList<Callable<Long>>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        tasks.add(() -> subject.append(A, number, number).samples());
      }

      assertThat(together(tasks)).containsOnly(1L);
      assertThat(subject.all()).containsOnlyKeys(A);
      assertThat(subject.samples(A)).hasSize(WRITERS);
    }
  }

  @Test
  default void what_crossing_batches_of_many_threads_write_is_all_there() throws Exception {
    try (var subject = StorageSubject.of(this)) {
      var tasks = new ArrayList<Callable<Integer>>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        tasks.add(() -> writeCrossing(subject, number));
      }

      together(tasks);

      for (int series = 0; series < 4; series++) {
        assertThat(subject.samples(crossing(series))).hasSize(WRITERS * BATCHES);
      }
      subject.flush();
      assertThat(subject.samples(crossing(0))).hasSize(WRITERS * BATCHES);
    }
  }

  private static Labels crossing(int series) {
    return Labels.of("__name__", "crossing", "series", "" + series);
  }

  /// Half of the threads go through the series upwards, half downwards.
  private static int writeCrossing(StorageSubject subject, int writer) {
    for (int batch = 0; batch < BATCHES; batch++) {
      var samples = new ArrayList<Sample>();
      for (int i = 0; i < 4; i++) {
        int series = writer % 2 == 0 ? i : 3 - i;
        samples.add(Sample.of(crossing(series), 1_000L * batch + writer, writer));
      }
      subject.append(samples.toArray(Sample[]::new));
      if (writer == 0 && batch % 10 == 9) {
        subject.flush();
      }
    }
    return writer;
  }

  @Test
  default void rows_of_a_series_in_one_batch_appear_together() throws Exception {
    int rows = 10;
    try (var subject = StorageSubject.of(this)) {
      var writing = new AtomicInteger(2);
      var tasks = new ArrayList<Callable<Integer>>();
      for (Labels labels : List.of(A, B)) {
        tasks.add(
            () -> {
              try {
                for (int batch = 0; batch < BATCHES; batch++) {
                  var samples = new Sample[rows];
                  for (int i = 0; i < rows; i++) {
                    samples[i] = Sample.of(labels, 100L * batch + i, batch);
                  }
                  subject.append(samples);
                }
              } finally {
                writing.decrementAndGet();
              }
              return 0;
            });
      }
      tasks.add(
          () -> {
            int odd = 0;
            while (writing.get() > 0) {
              for (List<Sample> seen : subject.all().values()) {
                odd += seen.size() % rows;
              }
            }
            return odd;
          });

      assertThat(together(tasks)).as("rows seen apart from their batch").containsOnly(0);
      assertThat(subject.samples(A)).hasSize(BATCHES * rows);
    }
  }

  @Test
  default void of_threads_that_send_one_batch_under_one_key_one_stores_it() throws Exception {
    try (var subject = StorageSubject.of(this)) {
      CommitOptions keyed = CommitOptions.defaults().withIdempotencyKey(new IdempotencyKey(1, 1));
      var tasks = new ArrayList<Callable<Boolean>>();
      for (int i = 0; i < WRITERS; i++) {
        double value = i;
        tasks.add(() -> subject.append(keyed, Sample.of(A, 1, value)).replayed());
      }

      List<Boolean> replayed = together(tasks);

      assertThat(replayed).containsOnlyOnce(false).hasSize(WRITERS);
      assertThat(subject.read(Selection.everything(), TimeRange.ALL).get(A)).hasSize(1);
    }
  }
}
