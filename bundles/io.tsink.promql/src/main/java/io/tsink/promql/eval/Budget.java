package io.tsink.promql.eval;

/// Keeps a query within its limits: samples held at once, and time.
public final class Budget {

  private static final long CHECK_EVERY = 1 << 16;

  private final long maxSamples;
  private final Runnable check;
  private long held;
  private long peak;
  private long sinceCheck;

  /// @param maxSamples most samples held at once
  /// @param check throws when the query must end
  public Budget(long maxSamples, Runnable check) {
    this.maxSamples = maxSamples;
    this.check = check;
  }

  /// Samples come into memory.
  void hold(long samples) {
    held += samples;
    peak = Math.max(peak, held);
    if (held > maxSamples) {
      throw QueryFailure.execution(
          "query processing would load too many samples into memory in query execution");
    }
    work(samples);
  }

  void release(long samples) {
    held -= samples;
  }

  /// Work was done on that many samples.
  void work(long samples) {
    sinceCheck += samples;
    if (sinceCheck >= CHECK_EVERY) {
      sinceCheck = 0;
      check.run();
    }
  }

  void check() {
    check.run();
  }

  /// Most samples held at once so far.
  public long peak() {
    return peak;
  }
}
