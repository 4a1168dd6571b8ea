package io.tsink.engine.ingest;

import io.tsink.api.store.CommitResult;
import io.tsink.api.store.Outcomes;
import io.tsink.api.store.Reason;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/// What was written since the start. Thread-safe.
public final class WriteCounters {
  private final LongAdder commits = new LongAdder();
  private final LongAdder samples = new LongAdder();
  private final LongAdder exemplars = new LongAdder();
  private final LongAdder[] rejected = new LongAdder[Reason.values().length];

  WriteCounters() {
    Arrays.setAll(rejected, _ -> new LongAdder());
  }

  void count(CommitResult result) {
    commits.increment();
    samples.add(result.samples() + result.histograms());
    exemplars.add(result.exemplars());
    count(result.outcomes());
    count(result.exemplarOutcomes());
  }

  private void count(Outcomes outcomes) {
    if (outcomes.allWereAccepted()) {
      return;
    }
    for (Reason reason : Reason.values()) {
      rejected[reason.ordinal()].add(outcomes.rejected(reason));
    }
  }

  /// Number of commits.
  public long commits() {
    return commits.sum();
  }

  /// Number of accepted rows.
  public long samples() {
    return samples.sum();
  }

  /// Number of accepted exemplars.
  public long exemplars() {
    return exemplars.sum();
  }

  /// Number of rows and exemplars that were rejected for a reason.
  public long rejected(Reason reason) {
    return rejected[reason.ordinal()].sum();
  }
}
