package io.tsink.engine.wal;

import io.tsink.testkit.Sampling;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Where the randomness of tests comes from.
final class Seeds {
  /// Whether the long runs are wanted.
  static final boolean NIGHTLY = Sampling.nightly();

  private Seeds() {}

  static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /// The seed of a run: stated by `tsink.seed` or random.
  static long fresh() {
    return Sampling.seed(Seeds.class);
  }
}
