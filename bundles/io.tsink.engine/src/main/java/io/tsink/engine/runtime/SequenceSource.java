package io.tsink.engine.runtime;

import java.util.concurrent.atomic.AtomicLong;

/// The logical clock of a store: numbers appends and deletes alike, from 1.
public final class SequenceSource {
  private final AtomicLong last = new AtomicLong();

  /// The highest number given or observed, 0 at first.
  public long last() {
    return last.get();
  }

  /// The next number.
  public long next() {
    return last.incrementAndGet();
  }

  /// Takes note of a number from elsewhere: what [#next] gives is higher.
  public void observe(long sequence) {
    if (sequence > last.get()) {
      last.accumulateAndGet(sequence, Math::max);
    }
  }
}
