package io.tsink.engine;

import static io.tsink.engine.StoreTrial.A;
import static io.tsink.engine.StoreTrial.DIRECTORY;
import static io.tsink.engine.StoreTrial.append;
import static io.tsink.engine.StoreTrial.assertFails;
import static io.tsink.engine.StoreTrial.flush;
import static io.tsink.engine.StoreTrial.open;
import static io.tsink.engine.StoreTrial.options;
import static io.tsink.engine.StoreTrial.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Selection;
import io.tsink.api.TimeRange;
import io.tsink.api.TimestampPrecision;
import io.tsink.api.store.AppendContext;
import io.tsink.api.store.DeleteOptions;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.QueryContext;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.StoreStatus;
import io.tsink.engine.io.FaultyFiles;
import io.tsink.testkit.storage.Sample;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Opening and closing an engine.
final class EngineLifeTest {
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("tsink-"))
        .collect(Collectors.toSet());
  }

  @Test
  void a_directory_is_open_once_at_a_time() {
    var files = new FaultyFiles();
    try (Engine first = open(options(files))) {
      append(first, A, 1, 1);
      assertFails(ErrorKind.CONFLICT, () -> open(options(files)).close());
    }
    try (Engine second = open(options(files))) {
      assertThat(samples(second, A)).containsExactly(Sample.of(A, 1, 1));
    }
  }

  @Test
  void a_store_of_another_precision_is_refused_and_both_are_named() {
    var files = new FaultyFiles();
    open(options(files)).close();

    assertFails(
        ErrorKind.CONFLICT,
        () -> open(options(files).precision(TimestampPrecision.NANOSECONDS)),
        "ms",
        "ns");
    open(options(files)).close();
  }

  @Test
  void closing_leaves_no_thread() {
    open(options(new FaultyFiles())).close();
    open(EngineOptions.builder()).close();

    assertThat(threads()).isEmpty();
  }

  @Test
  void opening_returns_at_once_and_tells_its_phase() throws Exception {
    var files = new FaultyFiles();
    var reached = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    files.fault(
        (operation, path) -> {
          if (operation == FaultyFiles.Operation.CREATE_DIRECTORY && path.endsWith("series")) {
            reached.countDown();
            await(goOn);
          }
        });
    try (Engine engine = Engine.open(options(files).build(), EngineCodecs.plain())) {
      reached.await();

      try {
        assertThat(engine.status().state()).isEqualTo(StoreStatus.State.STARTING);
        assertThat(engine.status().phase()).isEqualTo("hydrate");
        assertFails(ErrorKind.NOT_READY, () -> engine.appender(AppendContext.local()), "hydrate");
        assertFails(
            ErrorKind.NOT_READY,
            () -> engine.querier(QueryContext.unlimited(), ReadOptions.defaults()));
      } finally {
        goOn.countDown();
      }
      engine.awaitReady(StoreTrial.PATIENCE);
      assertThat(engine.status().isReady()).isTrue();
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void a_failure_in_any_phase_is_told_and_releases_the_lock() {
    for (String broken : new String[] {"store.meta", "wal", "segments", "series", "tombstones"}) {
      var files = new FaultyFiles();
      try (Engine engine = open(options(files))) {
        append(engine, A, 1, 1);
        engine.delete(Selection.series(StoreTrial.B), TimeRange.ALL, DeleteOptions.defaults());
        append(engine, StoreTrial.B, 1, 1);
        engine.delete(Selection.series(StoreTrial.B), TimeRange.ALL, DeleteOptions.defaults());
        flush(engine);
      }
      files.fault(
          (_, path) -> {
            if (path.startsWith(DIRECTORY.resolve(broken))) {
              throw new IOException("broken on purpose");
            }
          });
      Engine failed = Engine.open(options(files).build(), EngineCodecs.plain());
      assertFails(ErrorKind.IO, () -> failed.awaitReady(StoreTrial.PATIENCE), "broken on purpose");
      assertThat(failed.status().state()).isEqualTo(StoreStatus.State.FAILED);
      assertThat(failed.status().failure()).contains(broken);

      files.noFault();
      try (Engine engine = open(options(files))) {
        assertThat(samples(engine, A)).as(broken).containsExactly(Sample.of(A, 1, 1));
      }
      failed.close();
      assertThat(failed.status().state()).isEqualTo(StoreStatus.State.CLOSED);
    }
  }

  @Test
  void a_store_that_is_starting_can_be_closed() throws Exception {
    var files = new FaultyFiles();
    var reached = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    files.fault(
        (operation, path) -> {
          if (operation == FaultyFiles.Operation.CREATE_DIRECTORY && path.endsWith("wal")) {
            reached.countDown();
            await(goOn);
          }
        });
    Engine engine = Engine.open(options(files).build(), EngineCodecs.plain());
    reached.await();

    engine.close();

    assertThat(engine.status().state()).isEqualTo(StoreStatus.State.CLOSED);
    assertThat(threads()).isEmpty();
    files.noFault();
    open(options(files)).close();
  }
}
