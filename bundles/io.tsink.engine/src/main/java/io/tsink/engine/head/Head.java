package io.tsink.engine.head;

import io.tsink.api.TimeRange;
import io.tsink.engine.runtime.MemoryBudget;
import io.tsink.engine.runtime.Shards;
import io.tsink.engine.series.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/// The samples of a store that are in memory, in 64 shards. Thread-safe: writers and readers of
/// different shards do not meet.
public final class Head {
  private final HeadShard[] shards = new HeadShard[Shards.COUNT];
  private final MemoryBudget budget;
  private final HeadOptions options;

  /// @param budget charged with what the head holds
  /// @param newestInSegments the newest time that a series has in segments, `Long.MIN_VALUE` for
  ///     none; asked once when the first row of a series arrives
  public Head(
      HeadOptions options,
      Sealer sealer,
      LateRowListener lateRows,
      MemoryBudget budget,
      ToLongFunction<Series> newestInSegments) {
    this.options = options;
    this.budget = budget;
    Arrays.setAll(shards, _ -> new HeadShard(options, sealer, lateRows, newestInSegments));
  }

  /// Applies accepted rows of one commit. Readers see them once the commit is visible.
  ///
  /// @param rows the rows, entries `[0, count)`, in the order of the batch
  /// @param order orders rows by shard; reused
  public void apply(RowSource source, int[] rows, int count, ShardOrder order, Commit commit) {
    order.arrange(source, rows, count);
    long grown = 0;
    for (int shard = 0; shard < Shards.COUNT; shard++) {
      int from = order.start(shard);
      int to = order.end(shard);
      if (from < to) {
        grown += shards[shard].apply(source, order.rows(), from, to, commit);
      }
    }
    budget.charge(grown);
  }

  /// What a view sees of a series.
  ///
  /// @param range rows outside of it are left out
  public HeadSlice read(Series series, long visibleCommit, long publication, TimeRange range) {
    return shards[series.shard()].read(series, visibleCommit, publication, range);
  }

  /// Seals the open rows that are due by age, or all.
  public void seal(SealPolicy policy, long millis) {
    for (HeadShard shard : shards) {
      budget.charge(shard.sealIf(policy, millis));
    }
  }

  /// Takes the sealed rows that wait for a segment and are visible as a whole; they stay readable,
  /// and must be given to [#moved] or [#putBack] afterwards.
  public List<SealedRows> takeWaiting(long visibleCommit) {
    var taken = new ArrayList<SealedRows>();
    for (HeadShard shard : shards) {
      shard.takeWaiting(visibleCommit, taken);
    }
    return taken;
  }

  /// Says that a segment holds rows that were taken, see [SealedRows#movedAt].
  public void moved(List<SealedRows> rows) {
    for (SealedRows part : rows) {
      shards[part.series().shard()].moved(part);
    }
  }

  /// Takes back rows that did not get into a segment.
  public void putBack(List<SealedRows> rows) {
    for (SealedRows part : rows.reversed()) {
      shards[part.series().shard()].putBack(part);
    }
  }

  /// Drops what no view needs.
  ///
  /// @param commit every view sees the commits up to this number
  /// @param publication no view is of an earlier publication
  public void reclaim(long commit, long publication) {
    long freed = 0;
    for (HeadShard shard : shards) {
      freed += shard.reclaim(commit, publication);
    }
    budget.release(freed);
  }

  /// The lowest log position among rows that no segment holds, `Long.MAX_VALUE` for none.
  public long firstPosition() {
    long first = Long.MAX_VALUE;
    for (HeadShard shard : shards) {
      first = Math.min(first, shard.firstPosition());
    }
    return first;
  }

  /// When the sealed rows that wait longest were sealed, `Long.MAX_VALUE` for none.
  public long oldestWaitingMillis() {
    long oldest = Long.MAX_VALUE;
    for (HeadShard shard : shards) {
      oldest = Math.min(oldest, shard.oldestWaitingMillis());
    }
    return oldest;
  }

  public HeadUsage usage() {
    var sum = new HeadUsage.Sum();
    for (HeadShard shard : shards) {
      shard.addTo(sum);
    }
    return sum.usage();
  }

  public HeadOptions options() {
    return options;
  }
}
