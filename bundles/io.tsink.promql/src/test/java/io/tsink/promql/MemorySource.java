package io.tsink.promql;

import com.google.re2j.Pattern;
import io.tsink.api.Labels;
import io.tsink.api.Matcher;
import io.tsink.promql.eval.SampleSource;
import io.tsink.promql.eval.Samples;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Series in memory, read as storage would answer: by matchers and time range.
final class MemorySource implements SampleSource {

  private final Map<Map<String, String>, Column> series = new LinkedHashMap<>();
  private int scans;

  /// A series' samples; `histogram` stands for samples of a kind that is not a number.
  private static final class Column {
    private final long[] times;
    private final double[] values;
    private final boolean histogram;

    Column(long[] times, double[] values, boolean histogram) {
      this.times = times;
      this.values = values;
      this.histogram = histogram;
    }
  }

  /// A read met samples that are not numbers.
  static final class NotNumeric extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  void put(Map<String, String> labels, long[] times, double[] values, boolean histogram) {
    Column held = series.get(labels);
    if (held == null) {
      series.put(labels, new Column(times, values, histogram));
      return;
    }
    var joined = new java.util.TreeMap<Long, Double>();
    for (int i = 0; i < held.times.length; i++) {
      joined.put(held.times[i], held.values[i]);
    }
    for (int i = 0; i < times.length; i++) {
      joined.put(times[i], values[i]);
    }
    series.put(
        labels,
        new Column(
            joined.keySet().stream().mapToLong(Long::longValue).toArray(),
            joined.values().stream().mapToDouble(Double::doubleValue).toArray(),
            histogram || held.histogram));
  }

  int scans() {
    return scans;
  }

  @Override
  public Scan scan(List<Matcher> matchers, Request request) {
    scans++;
    var selected =
        series.entrySet().stream()
            .filter(entry -> matchers.stream().allMatch(m -> matches(m, entry.getKey())))
            .toList();
    return new Scan() {
      private int at = -1;

      @Override
      public boolean next() {
        return ++at < selected.size();
      }

      @Override
      public Labels labels() {
        return TestLabels.of(selected.get(at).getKey());
      }

      @Override
      public void load(Samples into) {
        Column column = selected.get(at).getValue();
        if (column.histogram) {
          throw new NotNumeric();
        }
        for (int i = 0; i < column.times.length; i++) {
          if (column.times[i] > request.after() && column.times[i] <= request.until()) {
            into.append(column.times[i], column.values[i]);
          }
        }
      }

      @Override
      public void close() {}
    };
  }

  private static boolean matches(Matcher matcher, Map<String, String> labels) {
    String value = labels.getOrDefault(matcher.name(), "");
    return switch (matcher.kind()) {
      case EQUAL -> value.equals(matcher.value());
      case NOT_EQUAL -> !value.equals(matcher.value());
      case MATCHES -> regex(matcher.value(), value);
      case NOT_MATCHES -> !regex(matcher.value(), value);
    };
  }

  private static boolean regex(String pattern, String value) {
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(value).matches();
  }
}
