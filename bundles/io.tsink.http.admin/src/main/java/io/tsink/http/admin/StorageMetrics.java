package io.tsink.http.admin;

import io.tsink.api.store.Statistic;
import io.tsink.api.store.Storage;
import io.tsink.telemetry.Collector;
import io.tsink.telemetry.Exposition;
import io.tsink.telemetry.Kind;

/// Shows what a store counts. Thread-safe.
public final class StorageMetrics implements Collector {
  private final Storage storage;

  public StorageMetrics(Storage storage) {
    this.storage = storage;
  }

  @Override
  public void collect(Exposition out) {
    out.add(
        "tsink_storage_ready",
        Kind.GAUGE,
        "Whether the store is ready.",
        storage.status().isReady() ? 1 : 0);
    for (Statistic statistic : storage.statistics()) {
      Kind kind =
          switch (statistic.type()) {
            case COUNTER -> Kind.COUNTER;
            case GAUGE -> Kind.GAUGE;
          };
      String[] labels = new String[2 * statistic.labels().count()];
      for (int i = 0; i < statistic.labels().count(); i++) {
        labels[2 * i] = statistic.labels().name(i);
        labels[2 * i + 1] = statistic.labels().value(i);
      }
      out.add(statistic.name(), kind, statistic.help(), statistic.value(), labels);
    }
  }
}
