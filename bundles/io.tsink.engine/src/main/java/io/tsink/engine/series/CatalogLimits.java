package io.tsink.engine.series;

/// When the catalogue writes runs, and when it takes series out of memory.
///
/// @param runSeries a run is written when this many series are in none; it has no more than these
/// @param sweepSeries series in memory are looked through when there are this many more than twice
///     those that were left the last time
record CatalogLimits(int runSeries, int sweepSeries) {
  static final CatalogLimits DEFAULT = new CatalogLimits(1 << 18, 1 << 16);
}
