package io.tsink.api.store;

import io.tsink.api.DataPoint;
import org.jspecify.annotations.Nullable;

/// The first or the last sample.
final class PickReduction implements Reduction {
  private final boolean last;
  private @Nullable DataPoint picked;

  PickReduction(boolean last) {
    this.last = last;
  }

  @Override
  public void add(Block block, int from, int to) {
    if (last) {
      for (int i = to - 1; i >= from; i--) {
        if (!Reductions.isMissing(block, i)) {
          picked = new DataPoint(block.times()[i], block.value(i));
          return;
        }
      }
    } else {
      for (int i = from; picked == null && i < to; i++) {
        if (!Reductions.isMissing(block, i)) {
          picked = new DataPoint(block.times()[i], block.value(i));
        }
      }
    }
  }

  @Override
  public @Nullable DataPoint take() {
    DataPoint taken = picked;
    picked = null;
    return taken;
  }
}
