package io.tsink.ingest;

import io.tsink.spi.host.Counter;
import io.tsink.spi.host.Gauge;
import io.tsink.spi.host.Meter;
import io.tsink.spi.host.Timer;
import io.tsink.telemetry.Histogram;
import io.tsink.telemetry.MetricScope;

/// The meter of an instance, over a scope of ours.
final class ScopeMeter implements Meter {
  private final MetricScope scope;

  ScopeMeter(MetricScope scope) {
    this.scope = scope;
  }

  @Override
  public Counter counter(String name, String help, String... labels) {
    return scope.counter(name, help, labels)::add;
  }

  @Override
  public Gauge gauge(String name, String help, String... labels) {
    io.tsink.telemetry.Gauge gauge = scope.gauge(name, help, labels);
    return new Gauge() {
      @Override
      public void set(double value) {
        gauge.set(value);
      }

      @Override
      public void add(double amount) {
        gauge.add(amount);
      }
    };
  }

  @Override
  public Timer timer(String name, String help, String... labels) {
    Histogram histogram = scope.histogram(name, help, Histogram.durationBounds(), labels);
    return histogram::observeNanos;
  }
}
