package io.tsink.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.store.Admission;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RuntimeTest {
  private static void refused(ThrowingCallable call, ErrorKind kind) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(StorageException.class, e -> assertThat(e.kind()).isEqualTo(kind));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shards_are_the_lowest_bits_of_the_hash() {
    assertThat(Shards.of(0xffff_ffff_ffff_ff81L)).isEqualTo(1);
    assertThat(Shards.of(-1)).isEqualTo(63);
  }

  @Test
  void sequences_rise_above_all_that_was_observed() {
    SequenceSource sequences = new SequenceSource();
    assertThat(sequences.next()).isEqualTo(1);
    sequences.observe(100);
    sequences.observe(50);
    assertThat(sequences.last()).isEqualTo(100);
    assertThat(sequences.next()).isEqualTo(101);
  }

  @Test
  void closing_waits_for_operations_inside_and_refuses_new_ones() throws InterruptedException {
    Lifecycle lifecycle = new Lifecycle();
    lifecycle.enter();
    assertThat(lifecycle.isOpen()).isTrue();
    AtomicBoolean closing = new AtomicBoolean();
    Thread closer =
        Thread.ofPlatform().name("closer").start(() -> closing.set(lifecycle.beginClose()));
    while (lifecycle.isOpen()) {
      Thread.onSpinWait();
    }

    refused(lifecycle::enter, ErrorKind.SHUTTING_DOWN);
    assertThat(closer.isAlive()).isTrue();
    lifecycle.exit();
    closer.join();

    assertThat(closing).isTrue();
    assertThat(lifecycle.beginClose()).as("a second close").isFalse();
    lifecycle.endClose();
    assertThat(lifecycle.isClosed()).isTrue();
    refused(lifecycle::enter, ErrorKind.STORAGE_CLOSED);
  }

  @Test
  void a_failed_store_is_fenced_with_its_first_cause_and_can_be_closed() {
    Lifecycle lifecycle = new Lifecycle();
    IllegalStateException cause = new IllegalStateException("a bug");
    assertThat(lifecycle.fail(cause)).isTrue();
    assertThat(lifecycle.fail(new IllegalStateException("another"))).isFalse();
    refused(lifecycle::enter, ErrorKind.FENCED);
    assertThatThrownBy(lifecycle::checkFailure).hasCause(cause).hasMessageContaining("a bug");
    assertThat(lifecycle.failure()).isSameAs(cause);
    assertThat(lifecycle.beginClose()).isTrue();
  }

  @Test
  void a_task_that_throws_is_reported_and_its_thread_has_a_name() {
    AtomicReference<Throwable> reported = new AtomicReference<>();
    AtomicReference<String> name = new AtomicReference<>();
    CountDownLatch failed = new CountDownLatch(1);
    try (Supervisor supervisor =
        new Supervisor(
            "store",
            e -> {
              reported.set(e);
              failed.countDown();
            })) {
      supervisor.start(
          "flush",
          () -> {
            name.set(Thread.currentThread().getName());
            throw new OutOfMemoryError("planned");
          });
      await(failed);
    }
    assertThat(reported.get()).isInstanceOf(OutOfMemoryError.class);
    assertThat(name).hasValue("store-flush");
  }

  @Test
  void closing_interrupts_tasks_and_reports_nothing() {
    List<Throwable> reported = new ArrayList<>();
    CountDownLatch ended = new CountDownLatch(1);
    Supervisor supervisor = new Supervisor("store", reported::add);
    supervisor.start(
        "sleeper",
        () -> {
          try {
            new CountDownLatch(1).await();
          } finally {
            ended.countDown();
          }
        });
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch twice = new CountDownLatch(2);
    supervisor.every(
        "timer",
        Duration.ofNanos(1),
        () -> {
          runs.incrementAndGet();
          twice.countDown();
        });
    await(twice);

    supervisor.close();

    assertThat(ended.getCount()).isZero();
    int before = runs.get();
    assertThat(supervisor.stopping()).isTrue();
    assertThat(runs).hasValue(before);
    assertThat(reported).isEmpty();
    assertThatThrownBy(() -> supervisor.start("late", () -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_budget_that_is_used_up_refuses_unless_relief_comes() throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch waiting = new CountDownLatch(1);
    MemoryBudget budget =
        new MemoryBudget(
            100,
            () -> {
              asked.incrementAndGet();
              waiting.countDown();
            });
    budget.reserve(60, 0);
    assertThat(budget.tryReserve(50)).isFalse();
    refused(() -> budget.reserve(50, 0), ErrorKind.MEMORY_BUDGET_EXCEEDED);
    refused(() -> budget.reserve(101, TimeUnit.DAYS.toNanos(1)), ErrorKind.MEMORY_BUDGET_EXCEEDED);
    assertThat(budget.usedBytes()).isEqualTo(60);
    assertThat(asked).hasValue(1);

    Thread writer =
        Thread.ofVirtual().name("writer").start(() -> budget.reserve(50, TimeUnit.DAYS.toNanos(1)));
    while (asked.get() < 2) {
      Thread.onSpinWait();
    }
    budget.release(60);
    writer.join();
    assertThat(budget.usedBytes()).isEqualTo(50);
    budget.charge(1000);
    assertThat(budget.usedBytes()).isEqualTo(1050);
    await(waiting);
  }

  @Test
  void a_budget_gives_up_in_time() {
    MemoryBudget budget = new MemoryBudget(10, () -> {});
    budget.reserve(10, 0);
    refused(() -> budget.reserve(1, 1_000_000), ErrorKind.MEMORY_BUDGET_EXCEEDED);
  }

  @Test
  void one_writer_too_many_times_out_and_other_admissions_are_not_concerned() {
    WritePermits permits = new WritePermits(2);
    permits.acquire(Admission.USER, 0);
    permits.acquire(Admission.USER, 0);
    refused(() -> permits.acquire(Admission.USER, 1000), ErrorKind.WRITE_TIMEOUT);
    permits.acquire(Admission.BACKGROUND, 0);
    assertThat(permits.free(Admission.REPLAY)).isEqualTo(2);
    permits.release(Admission.USER);
    permits.acquire(Admission.USER, 0);
    assertThat(permits.free(Admission.USER)).isZero();
  }

  @Test
  void an_interrupt_cancels_waiting_and_is_kept() {
    WritePermits permits = new WritePermits(1);
    permits.acquire(Admission.USER, 0);
    MemoryBudget budget = new MemoryBudget(1, () -> {});
    budget.reserve(1, 0);
    Thread.currentThread().interrupt();
    refused(() -> permits.acquire(Admission.USER, Long.MAX_VALUE), ErrorKind.CANCELED);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    refused(() -> budget.reserve(1, Long.MAX_VALUE), ErrorKind.CANCELED);
    assertThat(Thread.interrupted()).isTrue();
  }
}
