package io.tsink.telemetry;

import java.util.concurrent.atomic.AtomicLong;

/// A number that goes up and down. Safe for any number of threads.
public final class Gauge implements Instrument {
  private final AtomicLong bits = new AtomicLong();

  Gauge() {}

  /// Sets the value.
  public void set(double value) {
    bits.set(Double.doubleToRawLongBits(value));
  }

  /// Adds an amount, which may be negative.
  public void add(double amount) {
    bits.updateAndGet(old -> Double.doubleToRawLongBits(Double.longBitsToDouble(old) + amount));
  }

  /// Returns the value.
  public double value() {
    return Double.longBitsToDouble(bits.get());
  }

  @Override
  public void write(String name, Labels labels, SeriesWriter out) {
    out.series(name, labels, value());
  }
}
