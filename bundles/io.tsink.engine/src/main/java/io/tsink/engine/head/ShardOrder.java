package io.tsink.engine.head;

import io.tsink.engine.runtime.Shards;
import java.util.Arrays;

/// Arranges the rows of a commit by shard, keeping their order within each. Confined and reusable.
public final class ShardOrder {
  private final int[] ends = new int[Shards.COUNT];
  private final int[] starts = new int[Shards.COUNT];
  private int[] rows = new int[0];

  void arrange(RowSource source, int[] chosen, int count) {
    if (rows.length < count) {
      rows = new int[Math.max(count, 2 * rows.length)];
    }
    int[] slots = source.batch().slotColumn();
    Arrays.fill(ends, 0);
    for (int i = 0; i < count; i++) {
      ends[source.series(slots[chosen[i]]).shard()]++;
    }
    int at = 0;
    for (int shard = 0; shard < Shards.COUNT; shard++) {
      starts[shard] = at;
      at += ends[shard];
      ends[shard] = starts[shard];
    }
    for (int i = 0; i < count; i++) {
      rows[ends[source.series(slots[chosen[i]]).shard()]++] = chosen[i];
    }
  }

  /// The rows, those of shard 0 first.
  int[] rows() {
    return rows;
  }

  int start(int shard) {
    return starts[shard];
  }

  int end(int shard) {
    return ends[shard];
  }
}
