package io.tsink.testkit.tier;

import io.tsink.spi.tier.TierMeter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A meter of one or more calls that can be read. Thread-safe.
public final class CountingTierMeter implements TierMeter {
  private final Map<Operation, Counts> counts = new ConcurrentHashMap<>();

  private record Counts(long requests, long bytes, long failures, long retries) {
    static final Counts NONE = new Counts(0, 0, 0, 0);

    Counts plus(Counts more) {
      return new Counts(
          requests + more.requests,
          bytes + more.bytes,
          failures + more.failures,
          retries + more.retries);
    }
  }

  @Override
  public void request(Operation operation, Price price, long bytes, long nanos, boolean failed) {
    counts.merge(operation, new Counts(1, bytes, failed ? 1 : 0, 0), Counts::plus);
  }

  @Override
  public void retry(Operation operation) {
    counts.merge(operation, new Counts(0, 0, 0, 1), Counts::plus);
  }

  /// Returns how many requests there were.
  public long requests(Operation operation) {
    return of(operation).requests;
  }

  /// Returns how many bytes of content they moved.
  public long bytes(Operation operation) {
    return of(operation).bytes;
  }

  /// Returns how many requests failed.
  public long failures(Operation operation) {
    return of(operation).failures;
  }

  /// Returns how many requests were made again.
  public long retries(Operation operation) {
    return of(operation).retries;
  }

  private Counts of(Operation operation) {
    return counts.getOrDefault(operation, Counts.NONE);
  }
}
