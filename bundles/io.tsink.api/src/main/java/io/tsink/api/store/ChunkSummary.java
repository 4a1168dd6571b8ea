package io.tsink.api.store;

/// What is known of the samples of a chunk of numbers. Immutable.
///
/// Minimum, maximum and sum leave out NaN values, stale markers among them. The sum is kept as two
/// doubles, a value and its compensation (Neumaier). The first and last values, resets and changes
/// are those of all samples that are no stale markers.
///
/// @param rows number of samples
/// @param nans number of NaN values that are no stale markers
/// @param stale number of stale markers
/// @param sum of the values
/// @param sumCompensation what `sum` lacks
/// @param resets how often a value is smaller than the one before it
/// @param resetDrops the sum of the values before each reset
/// @param changes how often a value differs from the one before it
/// @param largestGap the longest time between two samples
public record ChunkSummary(
    int rows,
    int nans,
    int stale,
    double min,
    double max,
    double sum,
    double sumCompensation,
    long firstTime,
    double first,
    long lastTime,
    double last,
    int resets,
    double resetDrops,
    int changes,
    long largestGap) {}
