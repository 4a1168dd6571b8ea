package io.tsink.embedded;

import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Appender;
import io.tsink.api.store.Storage;
import io.tsink.testkit.storage.DelegatingStorage;
import java.util.concurrent.CountDownLatch;

/// A store whose writers wait while its gate is shut. Thread-safe.
final class GatedStorage extends DelegatingStorage {
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private final CountDownLatch caller = new CountDownLatch(1);

  GatedStorage(Storage lower) {
    super(lower);
  }

  void shut() {
    gate = new CountDownLatch(1);
  }

  void open() {
    gate.countDown();
  }

  /// Waits for the first writer.
  void awaitCaller() {
    await(caller);
  }

  @Override
  public Appender appender(AppendContext context) {
    caller.countDown();
    await(gate);
    return super.appender(context);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
