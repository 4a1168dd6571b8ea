package io.tsink.benchmarks;

import java.util.Arrays;
import java.util.List;

/// How long calls took, each one kept. Confined.
public final class Latencies {
  private long[] nanos = new long[1024];
  private int count;

  public void add(long taken) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = taken;
  }

  /// Those of several threads.
  public static Latencies all(List<Latencies> parts) {
    var all = new Latencies();
    for (Latencies part : parts) {
      for (int i = 0; i < part.count; i++) {
        all.add(part.nanos[i]);
      }
    }
    return all;
  }

  /// The time in milliseconds that a share of the calls did not exceed; NaN without calls.
  ///
  /// @param share from 0 to 1
  public double millis(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * count);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }
}
