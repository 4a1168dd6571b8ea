package io.tsink.engine.series;

import org.jspecify.annotations.Nullable;

/// Where the labels of series are. A series may be in several layers, with the same id and the same
/// labels. Immutable.
///
/// @param generation of the series in memory; new ones go there
/// @param previous the generation before, while series move from it to this one
/// @param runs of series that need not be in memory
record Layers(Generation generation, @Nullable Generation previous, RunSet runs) {}
