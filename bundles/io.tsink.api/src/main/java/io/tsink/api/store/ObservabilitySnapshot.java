package io.tsink.api.store;

import java.util.List;
import java.util.OptionalDouble;

/// What a store says of itself at one moment. Immutable.
public final class ObservabilitySnapshot {
  private final StoreStatus status;
  private final StoreOptions options;
  private final List<HealthItem> health;
  private final List<Statistic> statistics;

  ObservabilitySnapshot(Storage storage) {
    this.status = storage.status();
    this.options = storage.options();
    this.health = List.copyOf(storage.health());
    this.statistics = List.copyOf(storage.statistics());
  }

  public StoreStatus status() {
    return status;
  }

  /// What the store was opened with.
  public StoreOptions options() {
    return options;
  }

  /// One item for each component.
  public List<HealthItem> health() {
    return health;
  }

  public List<Statistic> statistics() {
    return statistics;
  }

  /// The sum of the statistics of a name, over all labels; empty when there is none.
  public OptionalDouble value(String name) {
    double[] values =
        statistics.stream()
            .filter(s -> s.name().equals(name))
            .mapToDouble(Statistic::value)
            .toArray();
    if (values.length == 0) {
      return OptionalDouble.empty();
    }
    var sum = new CompensatedSum();
    for (double value : values) {
      sum.add(value);
    }
    return OptionalDouble.of(sum.value());
  }
}
