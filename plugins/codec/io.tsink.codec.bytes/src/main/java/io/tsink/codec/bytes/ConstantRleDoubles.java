package io.tsink.codec.bytes;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.DoubleStats;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.Arrays;
import org.osgi.service.component.annotations.Component;

/// Runs of equal doubles, by their bits.
@Component(property = {"tsink.name=ConstantRle", "tsink.version=1"})
public final class ConstantRleDoubles implements DoubleCodec {

  /// Called by the service loader and by OSGi.
  public ConstantRleDoubles() {}

  @Override
  public String name() {
    return "ConstantRle";
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
  public int granule() {
    return 1;
  }

  @Override
  public int bound(DoubleStats stats) {
    return Runs.bound(stats.runs()) + Double.BYTES * stats.runs();
  }

  @Override
  public void encode(double[] values, int from, int to, EncodeContext context, Output out) {
    int[] ends = context.scratch().ints(0, to - from);
    int runs = 0;
    for (int i = from + 1; i < to; i++) {
      if (Double.doubleToRawLongBits(values[i]) != Double.doubleToRawLongBits(values[i - 1])) {
        ends[runs++] = i - from;
      }
    }
    ends[runs++] = to - from;
    out.putVarint(runs);
    Runs.putEnds(ends, runs, out);
    for (int run = 0; run < runs; run++) {
      out.putDouble(values[from + ends[run] - 1]);
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
    Input in = scratch.input(src, off, len);
    int runs = Runs.readCount(in, count);
    int[] ends = scratch.ints(0, runs);
    Runs.readEnds(in, runs, count, ends);
    if (in.remaining() != runs * Double.BYTES) {
      throw new CorruptBlock("%d bytes for %d values".formatted(in.remaining(), runs));
    }
    int row = from;
    for (int run = 0; row < to; run++) {
      double value = in.readDouble();
      int end = Math.min(ends[run], to);
      if (end > row) {
        Arrays.fill(dest, destOff + row - from, destOff + end - from, value);
        row = end;
      }
    }
  }
}
