package io.tsink.codec.floats;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.Decimals;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.DoubleStats;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.PackedLongs;
import io.tsink.spi.codec.Scratch;
import org.osgi.service.component.annotations.Component;

/// Decimal fractions as packed whole numbers, with the few rows that are none beside them.
@Component(property = {"tsink.name=DecimalAlpF64", "tsink.version=1"})
public final class DecimalAlpF64 implements DoubleCodec {

  /// Called by the service loader and by OSGi.
  public DecimalAlpF64() {}

  @Override
  public String name() {
    return "DecimalAlpF64";
  }

  @Override
  public int formatVersion() {
    return 1;
  }

  @Override
  public DecodeCost decodeCost() {
    return DecodeCost.FAST;
  }

  @Override
  public int granule() {
    return PackedLongs.GRANULE;
  }

  /// Not applicable where more than every eighth row would be an exception.
  @Override
  public int bound(DoubleStats stats) {
    if (stats.decimalExponent() < 0 || stats.decimalExceptions() * 8 > stats.count()) {
      return NOT_APPLICABLE;
    }
    return 2 + stats.decimalExceptions() * (1 + Double.BYTES) + PackedLongs.bound(stats.digits());
  }

  @Override
  public void encode(double[] values, int from, int to, EncodeContext context, Output out) {
    int count = to - from;
    long[] digits = context.scratch().longs(0, count);
    int[] exceptions = context.scratch().ints(0, count);
    int exponent = Math.max(0, Decimals.exponent(values, from, to));
    int found = 0;
    long previous = Decimals.NONE;
    for (int row = 0; row < count; row++) {
      long number = Decimals.digits(values[from + row], exponent);
      if (number == Decimals.NONE) {
        exceptions[found++] = row;
        digits[row] = previous;
      } else {
        if (previous == Decimals.NONE) {
          // The exceptions in front of the first fraction take its digits.
          for (int i = 0; i < row; i++) {
            digits[i] = number;
          }
        }
        digits[row] = number;
        previous = number;
      }
    }
    if (found == count) {
      for (int row = 0; row < count; row++) {
        digits[row] = 0;
      }
    }
    out.putByte(exponent);
    out.putVarint(found);
    for (int i = 0; i < found; i++) {
      out.putVarint(exceptions[i] - (i == 0 ? -1 : exceptions[i - 1]) - 1);
    }
    for (int i = 0; i < found; i++) {
      out.putDouble(values[from + exceptions[i]]);
    }
    PackedLongs.encode(digits, 0, count, context.scratch(), out);
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
    int exponent = in.readByte();
    if (exponent > Decimals.MAX_EXPONENT) {
      throw new CorruptBlock("exponent %d".formatted(exponent));
    }
    int found = in.readCount(count);
    int[] exceptions = scratch.ints(0, found);
    long row = -1;
    for (int i = 0; i < found; i++) {
      row += 1L + in.readCount(count);
      if (row >= count) {
        throw new CorruptBlock("an exception at row %d of %d".formatted(row, count));
      }
      exceptions[i] = (int) row;
    }
    int bits = in.skip((long) found * Double.BYTES);
    long[] digits = scratch.longs(0, to - from);
    PackedLongs.decode(in, count, from, to, digits, 0, scratch);
    in.requireEnd();
    double power = Decimals.power(exponent);
    for (int i = 0; i < to - from; i++) {
      dest[destOff + i] = digits[i] / power;
    }
    if (found == 0) {
      return;
    }
    in = scratch.input(src, bits, found * Double.BYTES);
    for (int i = 0; i < found; i++) {
      double value = in.readDouble();
      if (exceptions[i] >= from && exceptions[i] < to) {
        dest[destOff - from + exceptions[i]] = value;
      }
    }
  }
}
