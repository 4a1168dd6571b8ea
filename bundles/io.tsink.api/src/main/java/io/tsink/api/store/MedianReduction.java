package io.tsink.api.store;

import io.tsink.api.DataPoint;
import io.tsink.api.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The middle value. It keeps all values of a bucket.
final class MedianReduction implements Reduction {
  private double[] values = new double[64];
  private int count;
  private long lastTime;

  @Override
  public void add(Block block, int from, int to) {
    Reductions.requireNumeric(Aggregation.MEDIAN, block.kind());
    for (int i = from; i < to; i++) {
      if (!Reductions.isMissing(block, i)) {
        if (count == values.length) {
          values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = Reductions.exact(Aggregation.MEDIAN, block, i);
        lastTime = block.times()[i];
      }
    }
  }

  @Override
  public @Nullable DataPoint take() {
    if (count == 0) {
      return null;
    }
    Arrays.sort(values, 0, count);
    double upper = values[count / 2];
    double lower = values[(count - 1) / 2];
    count = 0;
    double both = lower + upper;
    // Of two great values the sum may be too great; equal infinities are left alone.
    double median =
        lower == upper ? lower : Double.isFinite(both) ? both / 2 : lower / 2 + upper / 2;
    return new DataPoint(lastTime, new Value.F64(median));
  }
}
