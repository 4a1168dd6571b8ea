package io.tsink.engine.query;

import io.tsink.api.store.ReadPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Adds up what a selection would read, by tier. Confined.
final class PlanBuilder {
  private static final class Total {
    long series;
    long chunks;
    long samples;
    long bytes;
  }

  private final Map<String, Total> totals = new TreeMap<>();

  /// Adds the parts of one series.
  void add(List<Part> parts) {
    Set<String> tiers = new HashSet<>();
    for (Part part : parts) {
      String tier = part.source().tier();
      Total total = totals.computeIfAbsent(tier, _ -> new Total());
      total.series += tiers.add(tier) ? 1 : 0;
      total.chunks++;
      total.samples += part.count();
      total.bytes += part.bytes();
    }
  }

  ReadPlan build() {
    return new ReadPlan(
        totals.entrySet().stream()
            .map(
                entry -> {
                  Total total = entry.getValue();
                  return new ReadPlan.Part(
                      entry.getKey(), total.series, total.chunks, total.samples, total.bytes, 0);
                })
            .toList());
  }
}
