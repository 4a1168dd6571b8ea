package io.tsink.testkit.storage;

import io.tsink.testkit.Sampling;
import org.junit.jupiter.api.Test;

/// After any history a store holds what the model holds.
///
/// The property `tsink.histories` is the number of histories: 1,000 unless it is set, 10,000 with
/// `tsink.nightly`. Each has a seed of its own; a failure names it, and `-Dtsink.seed=…
/// -Dtsink.histories=1` plays it again.
public interface HistoryContract extends StorageFixture {
  /// Number of histories to play.
  default int histories() {
    int usual = Sampling.nightly() ? 10_000 : 1_000;
    return Integer.getInteger("tsink.histories", usual);
  }

  @Test
  default void any_history_gives_what_the_model_gives() {
    long first = Sampling.seed(getClass());
    for (int i = 0; i < histories(); i++) {
      check(Histories.random(first + i));
    }
  }

  private void check(History history) {
    var shrinker = new HistoryShrinker(this);
    Throwable failure = shrinker.failure(history);
    if (failure != null) {
      History smallest = shrinker.shrink(history);
      Throwable shown = shrinker.failure(smallest);
      throw new AssertionError(
          "-Dtsink.seed=%d -Dtsink.histories=1 fails: %s%n%s"
              .formatted(
                  history.seed(),
                  shown == null ? failure.getMessage() : shown.getMessage(),
                  smallest),
          shown == null ? failure : shown);
    }
  }
}
