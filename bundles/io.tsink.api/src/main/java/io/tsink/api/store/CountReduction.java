package io.tsink.api.store;

import io.tsink.api.DataPoint;
import io.tsink.api.Value;
import org.jspecify.annotations.Nullable;

/// The number of samples.
final class CountReduction implements Reduction {
  private long count;
  private long lastTime;

  @Override
  public void add(Block block, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Reductions.isMissing(block, i)) {
        count++;
        lastTime = block.times()[i];
      }
    }
  }

  @Override
  public @Nullable DataPoint take() {
    DataPoint point = count == 0 ? null : new DataPoint(lastTime, new Value.U64(count));
    count = 0;
    return point;
  }
}
