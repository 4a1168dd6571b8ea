package io.tsink.telemetry;

import java.util.concurrent.atomic.LongAdder;

/// A number that only grows, from zero at registration. Safe for any number of threads.
public final class Counter implements Instrument {
  private final LongAdder count = new LongAdder();

  Counter() {}

  /// Adds one.
  public void increment() {
    count.increment();
  }

  /// Adds an amount.
  ///
  /// @param amount not negative
  public void add(long amount) {
    if (amount < 0) {
      throw new IllegalArgumentException("a counter cannot grow by " + amount);
    }
    count.add(amount);
  }

  /// Returns the number so far.
  public long count() {
    return count.sum();
  }

  @Override
  public void write(String name, Labels labels, SeriesWriter out) {
    out.series(name, labels, (double) count());
  }
}
