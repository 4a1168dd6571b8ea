package io.tsink.promql.eval;

/// What an evaluation is told besides the expression.
///
/// @param grid the query's steps
/// @param lookback how long a sample stays valid, in store units
/// @param subqueryStep the step of subqueries that name none, in store units
/// @param queryStep what `step()` is: 0 for an instant query
/// @param delayedNames whether metric names are dropped only at the end
public record Settings(
    Grid grid,
    long lookback,
    long subqueryStep,
    long queryStep,
    boolean delayedNames,
    long unitsPerSecond) {

  Clocking clocking() {
    return new Clocking(unitsPerSecond);
  }

  Durations durations() {
    return new Durations(clocking(), queryStep, grid.end() - grid.start());
  }
}
