package io.tsink.promql.parse;

/// Which parts of the language are open.
///
/// @param experimentalFunctions functions and aggregations marked experimental
/// @param extendedRanges the `anchored` and `smoothed` modifiers
/// @param fillModifiers the `fill`, `fill_left` and `fill_right` modifiers
public record ParseOptions(
    boolean experimentalFunctions, boolean extendedRanges, boolean fillModifiers) {

  public static final ParseOptions ALL = new ParseOptions(true, true, true);
}
