package io.tsink.engine.query;

import io.tsink.api.store.Block;
import io.tsink.engine.head.ValueOrder;

/// One decoded part on its way through a merge. Confined.
final class MergeSource {
  private final Block block;
  private int at;

  /// @param block with sequences
  MergeSource(Block block) {
    this.block = block;
    this.at = block.from();
  }

  boolean ended() {
    return at == block.to();
  }

  long time() {
    return block.times()[at];
  }

  Block block() {
    return block;
  }

  int at() {
    return at;
  }

  void advance() {
    at++;
  }

  void advanceTo(int row) {
    at = row;
  }

  /// The first row from the present one on whose time is not before `time`.
  int firstAtOrAfter(long time) {
    int low = at;
    int high = block.to();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (block.times()[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Whether the present row wins over that of another source, both of the same time.
  boolean beats(MergeSource other) {
    int order = Long.compare(block.sequences()[at], other.block.sequences()[other.at]);
    if (order == 0) {
      order = ValueOrder.compare(block, at, other.block, other.at);
    }
    return order > 0;
  }
}
