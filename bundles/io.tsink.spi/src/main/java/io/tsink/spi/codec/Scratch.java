package io.tsink.spi.codec;

/// Lends arrays to codecs, so that coding allocates nothing once the arrays have grown.
///
/// Confined to one worker, which owns it. Arrays are numbered; each number of each type is another
/// array. An array is borrowed until the codec's method returns, or the same number is asked for
/// again. Its contents are undefined, its length at least the length asked for.
public final class Scratch {

  /// Numbers run from 0 to one below this.
  public static final int SLOTS = 6;

  // Arrays that this package uses beneath codecs, which use the numbered ones.
  private static final int SEARCH_ROWS = SLOTS;
  private static final int PACKED_UNITS = SLOTS + 1;
  private static final int PACKED_REFERENCES = SLOTS + 2;
  private static final int PACKED_RUN = SLOTS + 3;

  private final int[][] ints = new int[SLOTS + 1][0];
  private final long[][] longs = new long[SLOTS + 4][0];
  private final double[][] doubles = new double[SLOTS][0];
  private final byte[][] bytes = new byte[SLOTS][0];
  private final Input input = new Input();

  /// An empty set of arrays, which grow on demand.
  public Scratch() {}

  /// The `int[]` of the given number.
  public int[] ints(int slot, int length) {
    checkSlot(slot);
    return intArray(slot, length);
  }

  /// The `long[]` of the given number.
  public long[] longs(int slot, int length) {
    checkSlot(slot);
    return longArray(slot, length);
  }

  /// The `double[]` of the given number.
  public double[] doubles(int slot, int length) {
    if (doubles[slot].length < length) {
      doubles[slot] = new double[roomFor(length)];
    }
    return doubles[slot];
  }

  /// The `byte[]` of the given number.
  public byte[] bytes(int slot, int length) {
    if (bytes[slot].length < length) {
      bytes[slot] = new byte[roomFor(length)];
    }
    return bytes[slot];
  }

  /// The one reader, set to the start of a payload.
  public Input input(byte[] src, int off, int len) {
    input.reset(src, off, len);
    return input;
  }

  /// The rows that [LongCodec#lowerBound] has decoded.
  long[] searchRows(int length) {
    return longArray(SEARCH_ROWS, length);
  }

  /// The units, or bases, of [PackedLongs].
  long[] packedUnits(int length) {
    return longArray(PACKED_UNITS, length);
  }

  /// The references of the granules of [PackedLongs].
  long[] packedReferences(int length) {
    return longArray(PACKED_REFERENCES, length);
  }

  /// One run of [PackedLongs].
  long[] packedRun(int length) {
    return longArray(PACKED_RUN, length);
  }

  /// The forms of the granules of [PackedLongs].
  int[] packedForms(int length) {
    return intArray(SLOTS, length);
  }

  private static void checkSlot(int slot) {
    if (slot >= SLOTS) {
      throw new IndexOutOfBoundsException("slot %d of %d".formatted(slot, SLOTS));
    }
  }

  private int[] intArray(int slot, int length) {
    if (ints[slot].length < length) {
      ints[slot] = new int[roomFor(length)];
    }
    return ints[slot];
  }

  private long[] longArray(int slot, int length) {
    if (longs[slot].length < length) {
      longs[slot] = new long[roomFor(length)];
    }
    return longs[slot];
  }

  private static int roomFor(int length) {
    return Math.max(64, length + (length >> 1));
  }
}
