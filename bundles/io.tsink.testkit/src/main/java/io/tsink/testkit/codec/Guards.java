package io.tsink.testkit.codec;

import io.tsink.spi.codec.Codec;

/// Where a decoder may write.
final class Guards {

  private Guards() {}

  /// The rows from `from` on that a decoder asked for `[from, to)` may write.
  static int lastWritable(Codec codec, int from, int to, int count) {
    long granule = Math.min(codec.granule(), count);
    long end = (to + granule - 1) / granule * granule;
    return (int) Math.min(end, count) - from;
  }
}
