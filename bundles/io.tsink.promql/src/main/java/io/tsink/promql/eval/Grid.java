package io.tsink.promql.eval;

/// The moments an expression is evaluated at: `start`, `start + step`, … (`count` of them).
public record Grid(long start, long step, int count) {

  public Grid {
    if (count < 1 || (count > 1 && step <= 0)) {
      throw new IllegalArgumentException("grid of %d steps of %d".formatted(count, step));
    }
  }

  /// The grid of one moment.
  public static Grid at(long time) {
    return new Grid(time, 0, 1);
  }

  public long time(int index) {
    return start + index * step;
  }

  public long end() {
    return time(count - 1);
  }
}
