package io.tsink.engine.runtime;

/// The division of series into shards that are written independently.
public final class Shards {
  /// Number of shards, a power of two.
  public static final int COUNT = 64;

  private Shards() {}

  /// The shard of the series with that identity hash: its lowest bits.
  public static int of(long identityHash) {
    return (int) identityHash & (COUNT - 1);
  }
}
