package io.tsink.testkit;

import java.util.SplittableRandom;

/// How much of an enumeration or of random input a test takes, and from where.
///
/// By day a test takes a sample of what it enumerates and some random input, in the profile
/// `nightly` all of it and more. The seed is random too, and printed; `-Dtsink.seed=SEED` repeats a
/// run.
public final class Sampling {
  private static final String SEED = "tsink.seed";

  private Sampling() {}

  /// Whether the long runs are wanted: the system property `tsink.nightly`.
  public static boolean nightly() {
    return Boolean.getBoolean("tsink.nightly");
  }

  /// The seed of a test: what the system property `tsink.seed` states, else another each time. It
  /// is printed with the name of the test.
  ///
  /// @throws NumberFormatException when the property is set and not a whole number
  public static long seed(Class<?> test) {
    String stated = System.getProperty(SEED, "");
    long seed =
        stated.isBlank() ? new SplittableRandom().nextLong(1L << 40) : Long.parseLong(stated);
    System.out.printf("%s: -D%s=%d%n", test.getSimpleName(), SEED, seed);
    return seed;
  }
}
