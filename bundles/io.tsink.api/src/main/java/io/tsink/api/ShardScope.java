package io.tsink.api;

import java.util.BitSet;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// A part of all series: those whose identity hash, as an unsigned number, modulo a count is one of
/// some numbers. The parts of different numbers are disjoint, and all together are everything.
public final class ShardScope {
  private static final ShardScope ALL = new ShardScope(1, bits(0));

  private final int count;
  private final BitSet shards;

  private ShardScope(int count, BitSet shards) {
    this.count = count;
    this.shards = shards;
  }

  /// Every series.
  public static ShardScope all() {
    return ALL;
  }

  /// The series of some of `count` shards.
  ///
  /// @param shards numbers in `[0, count)`
  /// @throws IllegalArgumentException when a number lies outside
  public static ShardScope of(int count, Collection<Integer> shards) {
    if (count < 1) {
      throw new IllegalArgumentException("%d shards, expected at least 1".formatted(count));
    }
    var bits = new BitSet(count);
    for (int shard : shards) {
      if (shard < 0 || shard >= count) {
        throw new IllegalArgumentException("shard %d of %d".formatted(shard, count));
      }
      bits.set(shard);
    }
    return new ShardScope(count, bits);
  }

  private static BitSet bits(int shard) {
    var bits = new BitSet();
    bits.set(shard);
    return bits;
  }

  /// Number of shards that everything is divided into.
  public int count() {
    return count;
  }

  /// Whether every series belongs to it.
  public boolean isAll() {
    return shards.cardinality() == count;
  }

  /// Whether the series with that identity hash belongs to it.
  public boolean contains(long identityHash) {
    return shards.get((int) Long.remainderUnsigned(identityHash, count));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ShardScope scope && count == scope.count && shards.equals(scope.shards);
  }

  @Override
  public int hashCode() {
    return 31 * count + shards.hashCode();
  }

  @Override
  public String toString() {
    return isAll() ? "all" : shards + " of " + count;
  }
}
