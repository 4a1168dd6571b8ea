package io.tsink.engine.series;

/// Where the series of a registry are.
///
/// @param series all of them
/// @param inMemory those that are in memory
/// @param inRuns those that are in files, in memory or not, removed ones among them
/// @param symbolBytes heap of the texts of labels
/// @param recordBytes heap of what says which series has which texts
public record SeriesUsage(
    long series, long inMemory, long inRuns, long symbolBytes, long recordBytes) {}
