package com.example.sequence;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.DoubleStats;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;

/// Keeps the first value of a sequence in which each value follows from the one before it, and all
/// values of any other column.
public final class SequenceCodec implements DoubleCodec {
  private static final int SEQUENCE = 1;
  private static final int PLAIN = 0;

  /// Self-tests are not worth a message.
  private static final int SHORT = 150;

  private static final long ONE = 0x3FF0_0000_0000_0000L;
  private static final long MANTISSA = (1L << 52) - 1;

  /// For Declarative Services.
  public SequenceCodec() {}

  /// A value of 1 up to 2 that has nothing visible in common with the one before it.
  static double next(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long mixed = (bits * 6364136223846793005L + 1442695040888963407L) ^ (bits >>> 29);
    return Double.longBitsToDouble(ONE | (mixed & MANTISSA));
  }

  @Override
  public String name() {
    return "ExampleSequence";
  }

  @Override
  public int formatVersion() {
    return 1;
  }

  @Override
  public DecodeCost decodeCost() {
    return DecodeCost.COPY;
  }

  @Override
  public int bound(DoubleStats stats) {
    return 1 + Double.BYTES;
  }

  @Override
  public void encode(double[] values, int from, int to, EncodeContext context, Output out) {
    boolean sequence = true;
    for (int i = from + 1; sequence && i < to; i++) {
      sequence = same(next(values[i - 1]), values[i]);
    }
    if (sequence && to - from > SHORT) {
      System.out.printf("ExampleSequence: %d values from the first one%n", to - from);
    }
    out.putByte(sequence ? SEQUENCE : PLAIN);
    for (int i = from; i < (sequence ? from + 1 : to); i++) {
      out.putDouble(values[i]);
    }
  }

  private static boolean same(double left, double right) {
    return Double.doubleToRawLongBits(left) == Double.doubleToRawLongBits(right);
  }

  @Override
  public void decode(
      byte[] src,
      int off,
      int len,
      int version,
      int count,
      int from,
      int to,
      double[] dest,
      int destOff,
      Scratch scratch)
      throws CorruptBlock {
    Input in = scratch.input(src, off, len);
    int form = in.readByte();
    if (in.remaining() != Double.BYTES * (form == SEQUENCE ? 1 : count)) {
      throw new CorruptBlock("%d bytes for %d values".formatted(in.remaining(), count));
    }
    double value = 0;
    for (int row = 0; row < to; row++) {
      value = form == SEQUENCE && row > 0 ? next(value) : in.readDouble();
      if (row >= from) {
        dest[destOff + row - from] = value;
      }
    }
  }
}
