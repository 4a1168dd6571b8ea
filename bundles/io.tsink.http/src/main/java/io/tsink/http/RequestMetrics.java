package io.tsink.http;

import io.tsink.telemetry.Counter;
import io.tsink.telemetry.Histogram;
import io.tsink.telemetry.MetricScope;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts requests by the path of their route and their status. Thread-safe.
final class RequestMetrics {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double[] SECONDS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private final MetricScope scope;
  private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
  private final Map<String, Histogram> durations = new ConcurrentHashMap<>();

  private record Key(String path, int status) {}

  RequestMetrics(MetricScope scope) {
    this.scope = scope;
  }

  /// @param path of the route, empty when none fitted
  void count(String path, int status, long nanos) {
    counters
        .computeIfAbsent(
            new Key(path, status),
            key ->
                scope.counter(
                    "requests_total",
                    "Requests answered.",
                    "path",
                    key.path,
                    "code",
                    Integer.toString(key.status)))
        .increment();
    durations
        .computeIfAbsent(
            path,
            key ->
                scope.histogram(
                    "request_duration_seconds",
                    "Time from the head of a request to the end of its response.",
                    SECONDS,
                    "path",
                    key))
        .observe(nanos / NANOS_PER_SECOND);
  }
}
