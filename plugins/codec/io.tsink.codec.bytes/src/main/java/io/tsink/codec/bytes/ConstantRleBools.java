package io.tsink.codec.bytes;

import io.tsink.spi.codec.BoolCodec;
import io.tsink.spi.codec.BoolStats;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import org.osgi.service.component.annotations.Component;

/// Alternating runs of false and true.
@Component(property = {"tsink.name=ConstantRle", "tsink.version=1"})
public final class ConstantRleBools implements BoolCodec {

  /// Called by the service loader and by OSGi.
  public ConstantRleBools() {}

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
  public int bound(BoolStats stats) {
    return Runs.bound(stats.runs()) + 1;
  }

  @Override
  public void encode(long[] words, int from, int to, EncodeContext context, Output out) {
    int[] ends = context.scratch().ints(0, to - from);
    int runs = 0;
    for (int row = from + 1; row < to; row++) {
      if (BoolBits.get(words, row, 1) != BoolBits.get(words, row - 1, 1)) {
        ends[runs++] = row - from;
      }
    }
    ends[runs++] = to - from;
    out.putVarint(runs);
    out.putByte((int) BoolBits.get(words, from, 1));
    Runs.putEnds(ends, runs, out);
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
      long[] dest,
      int destOff,
      Scratch scratch)
      throws CorruptBlock {
    Input in = scratch.input(src, off, len);
    int runs = Runs.readCount(in, count);
    int first = in.readByte();
    if (first > 1) {
      throw new CorruptBlock("truth value %d".formatted(first));
    }
    int[] ends = scratch.ints(0, runs);
    Runs.readEnds(in, runs, count, ends);
    in.requireEnd();
    int row = from;
    for (int run = 0; row < to; run++) {
      int end = Math.min(ends[run], to);
      if (end > row) {
        boolean value = (first ^ (run & 1)) == 1;
        BoolBits.fill(dest, destOff + row - from, destOff + end - from, value);
        row = end;
      }
    }
  }
}
