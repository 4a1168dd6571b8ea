package io.tsink.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The metrics of one part of the program: names with a fixed prefix, gone when the scope closes.
///
/// Every method takes the name without the prefix, the help sentence, and labels as name, value,
/// name, value … All throw IllegalArgumentException for a name, label or help text that
/// `promtool check metrics` would complain of, and for a family that exists with another kind or
/// help. Safe for any number of threads. Lock order: this scope's lock before the registry's.
public final class MetricScope implements AutoCloseable {
  private final MetricRegistry registry;
  private final String prefix;
  private final String[] commonLabels;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Runnable> releases = new ArrayList<>();
  private boolean closed;

  MetricScope(MetricRegistry registry, String prefix, String... commonLabels) {
    this.registry = registry;
    this.prefix = prefix;
    this.commonLabels = commonLabels.clone();
  }

  /// Opens a scope inside this one: its prefix and labels follow this one's, and it closes with
  /// this one at the latest.
  ///
  /// @param name continues the prefix, empty to add labels only
  public MetricScope scope(String name, String... labels) {
    String longer = name.isEmpty() ? prefix : prefix + "_" + name;
    MetricScope child = new MetricScope(registry, longer, all(labels));
    releasing(child::close, () -> {});
    return child;
  }

  /// Registers a counter, or shares the one another scope registered.
  ///
  /// @param name ends in `_total`
  public Counter counter(String name, String help, String... labels) {
    return hold(name, Kind.COUNTER, help, labels, Counter.class, Counter::new);
  }

  /// Registers a counter that is kept elsewhere.
  ///
  /// @param name ends in `_total`
  public void counter(String name, String help, DoubleSupplier count, String... labels) {
    read(name, Kind.COUNTER, help, count, labels);
  }

  /// Registers a gauge, or shares the one another scope registered.
  public Gauge gauge(String name, String help, String... labels) {
    return hold(name, Kind.GAUGE, help, labels, Gauge.class, Gauge::new);
  }

  /// Registers a gauge that is kept elsewhere.
  public void gauge(String name, String help, DoubleSupplier value, String... labels) {
    read(name, Kind.GAUGE, help, value, labels);
  }

  /// Registers a histogram, or shares the one another scope registered with its bounds.
  ///
  /// @param bounds the upper bounds of the buckets, rising, without infinity
  public Histogram histogram(String name, String help, double[] bounds, String... labels) {
    return hold(name, Kind.HISTOGRAM, help, labels, Histogram.class, () -> new Histogram(bounds));
  }

  /// Adds a collector. What it adds has full names; the prefix is not put before them.
  public void collector(Collector collector) {
    releasing(() -> registry.remove(collector), () -> registry.add(collector));
  }

  /// Takes away what this scope and the scopes inside it registered. Instruments that are still
  /// held go on counting, unseen.
  @Override
  public void close() {
    List<Runnable> rest;
    lock.lock();
    try {
      closed = true;
      rest = List.copyOf(releases);
      releases.clear();
    } finally {
      lock.unlock();
    }
    rest.reversed().forEach(Runnable::run);
  }

  private <I extends Instrument> I hold(
      String name, Kind kind, String help, String[] labels, Class<I> type, Supplier<I> create) {
    lock.lock();
    try {
      requireOpen(name);
      MetricRegistry.Hold hold =
          registry.share(full(name), kind, help, Labels.of(all(labels)), type, create);
      releases.add(() -> registry.release(hold));
      return type.cast(hold.instrument());
    } finally {
      lock.unlock();
    }
  }

  private void read(String name, Kind kind, String help, DoubleSupplier value, String[] labels) {
    lock.lock();
    try {
      requireOpen(name);
      Instrument.Reading reading = value::getAsDouble;
      MetricRegistry.Hold hold =
          registry.replace(full(name), kind, help, Labels.of(all(labels)), reading);
      releases.add(() -> registry.release(hold));
    } finally {
      lock.unlock();
    }
  }

  private void releasing(Runnable release, Runnable register) {
    lock.lock();
    try {
      requireOpen("a further scope or collector");
      register.run();
      releases.add(release);
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen(String what) {
    if (closed) {
      throw new IllegalStateException("scope %s is closed, asked for %s".formatted(prefix, what));
    }
  }

  private String full(String name) {
    return prefix.isEmpty() ? name : prefix + "_" + name;
  }

  private String[] all(String... labels) {
    return Stream.concat(Arrays.stream(commonLabels), Arrays.stream(labels)).toArray(String[]::new);
  }
}
