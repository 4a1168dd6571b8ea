package io.tsink.api.store;

import io.tsink.api.DataPoint;
import io.tsink.api.Value;
import org.jspecify.annotations.Nullable;

/// Mean, variance or standard deviation.
///
/// The mean is the compensated sum over the count. Deviations are summed as B. P. Welford does it
/// (Note on a method for calculating corrected sums of squares and products, Technometrics 4,
/// 1962), which does not lose digits when the mean is great.
final class MomentReduction implements Reduction {
  private final Aggregation aggregation;
  private final CompensatedSum sum = new CompensatedSum();
  private long count;
  private long lastTime;
  private double mean;
  private double squares;

  MomentReduction(Aggregation aggregation) {
    this.aggregation = aggregation;
  }

  @Override
  public void add(Block block, int from, int to) {
    Reductions.requireNumeric(aggregation, block.kind());
    for (int i = from; i < to; i++) {
      if (!Reductions.isMissing(block, i)) {
        add(Reductions.exact(aggregation, block, i));
        lastTime = block.times()[i];
      }
    }
  }

  private void add(double value) {
    count++;
    sum.add(value);
    double difference = value - mean;
    mean += difference / count;
    squares += difference * (value - mean);
  }

  @Override
  public @Nullable DataPoint take() {
    DataPoint point = count == 0 ? null : new DataPoint(lastTime, new Value.F64(result()));
    sum.clear();
    count = 0;
    mean = 0;
    squares = 0;
    return point;
  }

  private double result() {
    return switch (aggregation) {
      case AVG -> average();
      case VARIANCE -> squares / count;
      default -> Math.sqrt(squares / count);
    };
  }

  /// The running mean stands in where the sum is too great for a double.
  private double average() {
    double total = sum.value();
    return Double.isInfinite(total) && Double.isFinite(mean) ? mean : total / count;
  }
}
