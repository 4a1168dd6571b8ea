package io.tsink.ingest;

import io.tsink.api.store.CommitResult;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.Outcomes;
import io.tsink.api.store.Reason;
import io.tsink.telemetry.Counter;
import io.tsink.telemetry.MetricScope;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What one protocol counts. Thread-safe; gone from the exposition when closed.
final class ProtocolMetrics implements AutoCloseable {
  private final MetricScope scope;
  private final Counter samples;
  private final Counter histograms;
  private final Counter exemplars;
  private final Counter metadata;
  private final Counter newSeries;
  private final Map<Reason, Counter> rejected = new EnumMap<>(Reason.class);
  private final Map<ErrorKind, Counter> failures = new ConcurrentHashMap<>();

  /// @param parent its prefix is that of ingest as a whole
  ProtocolMetrics(MetricScope parent, String protocol) {
    scope = parent.scope("", "protocol", protocol);
    samples = scope.counter("samples_total", "Samples stored.");
    histograms = scope.counter("histograms_total", "Native histograms stored.");
    exemplars = scope.counter("exemplars_total", "Exemplars stored.");
    metadata = scope.counter("metadata_total", "Metadata entries stored.");
    newSeries = scope.counter("series_lookups_total", "Series that were not known to the sinks.");
    for (Reason reason : Reason.values()) {
      rejected.put(
          reason,
          scope.counter("rejected_total", "Rows that were refused.", "reason", text(reason)));
    }
  }

  private static String text(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT);
  }

  MetricScope scope() {
    return scope;
  }

  void committed(CommitResult result) {
    samples.add(result.samples());
    histograms.add(result.histograms());
    exemplars.add(result.exemplars());
    metadata.add(result.metadata());
  }

  void rejected(Outcomes outcomes) {
    if (!outcomes.allWereAccepted()) {
      for (Map.Entry<Reason, Counter> each : rejected.entrySet()) {
        each.getValue().add(outcomes.rejected(each.getKey()));
      }
    }
  }

  void rejected(Reason reason, long count) {
    Counter counter = rejected.get(reason);
    if (counter != null) {
      counter.add(count);
    }
  }

  void seriesLookedUp() {
    newSeries.increment();
  }

  void failed(ErrorKind kind) {
    failures
        .computeIfAbsent(
            kind,
            each -> scope.counter("failures_total", "Batches not stored.", "kind", text(each)))
        .increment();
  }

  @Override
  public void close() {
    scope.close();
  }
}
