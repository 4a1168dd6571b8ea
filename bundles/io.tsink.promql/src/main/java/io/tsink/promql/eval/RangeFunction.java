package io.tsink.promql.eval;

/// A function of the samples in a window. It may remember what it learnt of the series so far; a
/// new one is made for each series.
interface RangeFunction {

  /// The value at the window's end; [Absent#VALUE] for none. The window is never empty.
  ///
  /// @param step the index of the step, for parameters that vary
  double apply(Window window, int step);
}
