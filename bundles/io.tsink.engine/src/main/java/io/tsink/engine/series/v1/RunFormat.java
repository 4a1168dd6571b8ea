package io.tsink.engine.series.v1;

import io.tsink.engine.io.FileFrame;

/// What writer and reader of a run agree on; the package has the format.
final class RunFormat {

  static final FileFrame FRAME = new FileFrame("TSRU", 1);

  /// In the place of a kind.
  static final int NO_KIND = 0xff;

  static final int VALUE_BYTES = 3 * Integer.BYTES;
  static final int NAME_BYTES = 5 * Integer.BYTES;
  static final int TRAILER_BYTES = 12 * Integer.BYTES;

  private static final int SHARD_BITS = 8;
  private static final int FRAGMENT_SHIFT = 40;

  private RunFormat() {}

  /// The size of the look-up table for a number of series, a power of two.
  static int slots(int series) {
    int slots = 16;
    while (slots * 2L < series * 3L) {
      slots *= 2;
    }
    return slots;
  }

  /// The first slot to look at.
  static int home(long identityHash, int slots) {
    return (int) (identityHash >>> SHARD_BITS) & (slots - 1);
  }

  /// How many bits of a slot name a series.
  static int indexBits(int series) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(series);
  }

  /// What a slot holds for the series with a place in the order of ids.
  static int slot(long identityHash, int index, int indexBits) {
    int fragment = (int) (identityHash >>> FRAGMENT_SHIFT);
    return fragment << indexBits | (index + 1);
  }
}
