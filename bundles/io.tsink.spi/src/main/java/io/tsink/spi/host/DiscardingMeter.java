package io.tsink.spi.host;

/// See [Meter#discarding].
enum DiscardingMeter implements Meter, Counter, Gauge, Timer {
  INSTANCE;

  @Override
  public Counter counter(String name, String help, String... labels) {
    return this;
  }

  @Override
  public Gauge gauge(String name, String help, String... labels) {
    return this;
  }

  @Override
  public Timer timer(String name, String help, String... labels) {
    return this;
  }

  @Override
  public void add(long amount) {}

  @Override
  public void add(double amount) {}

  @Override
  public void set(double value) {}

  @Override
  public void recordNanos(long nanos) {}
}
