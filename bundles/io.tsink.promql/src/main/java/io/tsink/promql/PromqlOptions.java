package io.tsink.promql;

import java.time.Duration;

/// How an engine behaves.
///
/// @param lookback how long a sample stays valid for instant selectors
/// @param subqueryStep the step of subqueries that name none
/// @param maxSamples most samples a query may hold at once
/// @param maxSteps most steps a range query may have
/// @param delayedNameRemoval whether metric names are dropped only at the end of a query
/// @param experimentalFunctions whether functions and aggregations marked experimental may be used
/// @param extendedRangeSelectors whether `anchored` and `smoothed` may be used
/// @param fillModifiers whether `fill`, `fill_left` and `fill_right` may be used
public record PromqlOptions(
    Duration lookback,
    Duration subqueryStep,
    long maxSamples,
    int maxSteps,
    boolean delayedNameRemoval,
    boolean experimentalFunctions,
    boolean extendedRangeSelectors,
    boolean fillModifiers) {

  /// Five minutes of lookback, 50 million samples, 11,000 steps, the whole language, names dropped
  /// at once.
  public static final PromqlOptions DEFAULTS =
      new PromqlOptions(
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          50_000_000,
          11_000,
          false,
          true,
          true,
          true);

  public PromqlOptions {
    positive("lookback", lookback.compareTo(Duration.ZERO) > 0, lookback);
    positive("subquery-step", subqueryStep.compareTo(Duration.ZERO) > 0, subqueryStep);
    positive("max-samples", maxSamples > 0, maxSamples);
    positive("max-steps", maxSteps > 0, maxSteps);
  }

  private static void positive(String name, boolean positive, Object value) {
    if (!positive) {
      throw new IllegalArgumentException(name + " must be positive, is " + value);
    }
  }

  public PromqlOptions withLookback(Duration changed) {
    return new PromqlOptions(
        changed,
        subqueryStep,
        maxSamples,
        maxSteps,
        delayedNameRemoval,
        experimentalFunctions,
        extendedRangeSelectors,
        fillModifiers);
  }

  public PromqlOptions withSubqueryStep(Duration changed) {
    return new PromqlOptions(
        lookback,
        changed,
        maxSamples,
        maxSteps,
        delayedNameRemoval,
        experimentalFunctions,
        extendedRangeSelectors,
        fillModifiers);
  }

  public PromqlOptions withMaxSamples(long changed) {
    return new PromqlOptions(
        lookback,
        subqueryStep,
        changed,
        maxSteps,
        delayedNameRemoval,
        experimentalFunctions,
        extendedRangeSelectors,
        fillModifiers);
  }

  public PromqlOptions withMaxSteps(int changed) {
    return new PromqlOptions(
        lookback,
        subqueryStep,
        maxSamples,
        changed,
        delayedNameRemoval,
        experimentalFunctions,
        extendedRangeSelectors,
        fillModifiers);
  }

  public PromqlOptions withDelayedNameRemoval(boolean changed) {
    return new PromqlOptions(
        lookback,
        subqueryStep,
        maxSamples,
        maxSteps,
        changed,
        experimentalFunctions,
        extendedRangeSelectors,
        fillModifiers);
  }

  /// With the parts of the language that are experimental opened or closed.
  public PromqlOptions withExperimental(boolean functions, boolean extendedRanges, boolean fills) {
    return new PromqlOptions(
        lookback,
        subqueryStep,
        maxSamples,
        maxSteps,
        delayedNameRemoval,
        functions,
        extendedRanges,
        fills);
  }
}
