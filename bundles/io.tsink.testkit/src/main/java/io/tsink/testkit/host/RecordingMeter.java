package io.tsink.testkit.host;

import io.tsink.spi.host.Counter;
import io.tsink.spi.host.Gauge;
import io.tsink.spi.host.Meter;
import io.tsink.spi.host.Timer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.regex.Pattern;

/// A meter that remembers the value of each series by the text `name{label="value"}`: the count of
/// a counter, the value of a gauge, the number of durations of a timer. Thread-safe.
///
/// Refuses what a host refuses: malformed names, a counter that does not end in `_total`, a timer
/// that does not end in `_seconds`, one name as two kinds.
public final class RecordingMeter implements Meter {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)*");

  private final Map<String, String> kinds = new ConcurrentHashMap<>();
  private final Map<String, DoubleAdder> values = new ConcurrentHashMap<>();

  @Override
  public Counter counter(String name, String help, String... labels) {
    DoubleAdder value = register("counter", name, "_total", help, labels);
    return amount -> {
      if (amount < 0) {
        throw new IllegalArgumentException(name + " cannot grow by " + amount);
      }
      value.add((double) amount);
    };
  }

  @Override
  public Gauge gauge(String name, String help, String... labels) {
    DoubleAdder value = register("gauge", name, "", help, labels);
    return new Gauge() {
      @Override
      public void set(double newValue) {
        value.reset();
        value.add(newValue);
      }

      @Override
      public void add(double amount) {
        value.add(amount);
      }
    };
  }

  @Override
  public Timer timer(String name, String help, String... labels) {
    DoubleAdder value = register("timer", name, "_seconds", help, labels);
    return _ -> value.add(1);
  }

  /// Returns the value of a series, zero when there is none.
  ///
  /// @param series for example `reads_total` or `reads_total{result="ok"}`
  public double value(String series) {
    DoubleAdder value = values.get(series);
    return value == null ? 0 : value.sum();
  }

  /// Returns all series and their values, in order.
  public Map<String, Double> all() {
    Map<String, Double> copy = new TreeMap<>();
    values.forEach((series, value) -> copy.put(series, value.sum()));
    return copy;
  }

  private DoubleAdder register(
      String kind, String name, String ending, String help, String... labels) {
    if (!NAME.matcher(name).matches() || !name.endsWith(ending) || help.isBlank()) {
      throw new IllegalArgumentException(
          "%s \"%s\" with help \"%s\", expected words ending in \"%s\" and a sentence"
              .formatted(kind, name, help, ending));
    }
    if (labels.length % 2 != 0) {
      throw new IllegalArgumentException(
          "labels %s, expected names and values in turn".formatted(List.of(labels)));
    }
    String known = kinds.putIfAbsent(name, kind);
    if (known != null && !known.equals(kind)) {
      throw new IllegalArgumentException("%s is a %s already".formatted(name, known));
    }
    return values.computeIfAbsent(series(name, labels), _ -> new DoubleAdder());
  }

  private static String series(String name, String... labels) {
    StringBuilder text = new StringBuilder(name);
    for (int i = 0; i < labels.length; i += 2) {
      text.append(i == 0 ? '{' : ',');
      text.append(labels[i]).append("=\"").append(labels[i + 1]).append('"');
    }
    return text.append(labels.length == 0 ? "" : "}").toString();
  }
}
