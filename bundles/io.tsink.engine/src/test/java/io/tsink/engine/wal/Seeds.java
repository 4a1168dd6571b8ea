package io.tsink.engine.wal;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Where the randomness of tests comes from.
final class Seeds {
  /// Whether the long runs are wanted.
  static final boolean NIGHTLY = Boolean.getBoolean("tsink.nightly");

  private Seeds() {}

  static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /// The seed of a run: stated by `tsink.seed` or of the clock.
  static long fresh() {
    String stated = System.getProperty("tsink.seed", "");
    return stated.isEmpty() ? System.nanoTime() : Long.parseLong(stated);
  }
}
