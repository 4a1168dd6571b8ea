package io.tsink.engine;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.DoubleStats;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.concurrent.atomic.AtomicLong;

/// A codec for tests: a value that repeats takes one byte. It counts the columns that it decodes.
final class CountingRuns implements DoubleCodec {
  final AtomicLong decoded = new AtomicLong();

  @Override
  public String name() {
    return "test.runs";
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
  public int bound(DoubleStats stats) {
    return 0;
  }

  @Override
  public void encode(double[] values, int from, int to, EncodeContext context, Output out) {
    for (int i = from; i < to; i++) {
      long bits = Double.doubleToRawLongBits(values[i]);
      boolean same = i > from && bits == Double.doubleToRawLongBits(values[i - 1]);
      out.putByte(same ? 1 : 0);
      if (!same) {
        out.putLong(bits);
      }
    }
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
    decoded.incrementAndGet();
    var in = scratch.input(src, off, len);
    double value = 0;
    for (int i = 0; i < to; i++) {
      value = in.readByte() == 0 ? in.readDouble() : value;
      if (i >= from) {
        dest[destOff + i - from] = value;
      }
    }
  }
}
