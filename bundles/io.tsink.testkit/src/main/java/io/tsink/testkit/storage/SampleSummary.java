package io.tsink.testkit.storage;

import io.tsink.api.StaleMarker;
import io.tsink.api.store.ChunkSummary;
import java.util.List;

/// Works out a summary sample by sample, as [ChunkSummary] defines it.
final class SampleSummary {
  private SampleSummary() {}

  /// @param samples doubles, at least one
  static ChunkSummary of(List<Version> samples) {
    double[] all = samples.stream().mapToDouble(v -> SampleColumns.number(v.value())).toArray();
    return of(samples.stream().mapToLong(Version::time).toArray(), all);
  }

  /// @param times rising, as many as values
  static ChunkSummary of(long[] times, double[] values) {
    int nans = 0;
    int stale = 0;
    double min = Double.NaN;
    double max = Double.NaN;
    double sum = 0;
    double compensation = 0;
    long firstTime = times[0];
    double first = Double.NaN;
    long lastTime = times[0];
    double last = Double.NaN;
    boolean any = false;
    int resets = 0;
    double drops = 0;
    int changes = 0;
    long gap = 0;
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      if (i > 0) {
        gap = Math.max(gap, times[i] - times[i - 1]);
      }
      if (StaleMarker.is(value)) {
        stale++;
        continue;
      }
      if (any && value < last) {
        resets++;
        drops += last;
      }
      if (any && value != last && !(Double.isNaN(value) && Double.isNaN(last))) {
        changes++;
      }
      if (!any) {
        firstTime = times[i];
        first = value;
        any = true;
      }
      lastTime = times[i];
      last = value;
      if (Double.isNaN(value)) {
        nans++;
        continue;
      }
      min = Double.isNaN(min) ? value : Math.min(min, value);
      max = Double.isNaN(max) ? value : Math.max(max, value);
      double next = sum + value;
      compensation += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    }
    return new ChunkSummary(
        values.length,
        nans,
        stale,
        min,
        max,
        sum,
        compensation,
        firstTime,
        first,
        lastTime,
        last,
        resets,
        drops,
        changes,
        gap);
  }
}
