package io.tsink.promql.eval;

/// The samples `[from, to)` of one series that lie in `(end - range, end]`.
///
/// One object slides over a series; [#slide] moves it to the next moment without looking at a
/// sample twice.
final class Window {

  final Samples samples;
  final long range;
  final Clocking clocking;
  int from;
  int to;
  long end;

  Window(Samples samples, long range, Clocking clocking) {
    this.samples = samples;
    this.range = range;
    this.clocking = clocking;
  }

  void reset() {
    from = 0;
    to = 0;
  }

  /// Moves to a later (or the same) end.
  void slide(long newEnd) {
    end = newEnd;
    long start = newEnd - range;
    while (to < samples.size && samples.times[to] <= newEnd) {
      to++;
    }
    while (from < to && samples.times[from] <= start) {
      from++;
    }
  }

  int count() {
    return to - from;
  }

  double value(int index) {
    return samples.values[index];
  }

  double first() {
    return samples.values[from];
  }

  double last() {
    return samples.values[to - 1];
  }

  /// Seconds between two samples.
  double seconds(int earlier, int later) {
    return clocking.seconds(samples.times[later] - samples.times[earlier]);
  }

  double rangeSeconds() {
    return clocking.seconds(range);
  }

  double secondsFromStart() {
    return clocking.seconds(samples.times[from] - (end - range));
  }

  double secondsToEnd() {
    return clocking.seconds(end - samples.times[to - 1]);
  }
}
