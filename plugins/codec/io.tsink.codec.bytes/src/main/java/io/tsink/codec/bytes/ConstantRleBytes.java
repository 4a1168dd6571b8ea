package io.tsink.codec.bytes;

import io.tsink.api.BytesColumn;
import io.tsink.spi.codec.BytesCodec;
import io.tsink.spi.codec.BytesStats;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.Arrays;
import org.osgi.service.component.annotations.Component;

/// Runs of equal byte strings.
@Component(property = {"tsink.name=ConstantRle", "tsink.version=1"})
public final class ConstantRleBytes implements BytesCodec {

  /// Called by the service loader and by OSGi.
  public ConstantRleBytes() {}

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
  public int bound(BytesStats stats) {
    long bytes = Runs.bound(stats.runs()) + stats.runs() + stats.newBytes();
    return (int) Math.min(bytes, Integer.MAX_VALUE - 1);
  }

  @Override
  public void encode(BytesColumn values, int from, int to, EncodeContext context, Output out) {
    int[] ends = context.scratch().ints(0, to - from);
    byte[] arena = values.arena();
    int runs = 0;
    for (int row = from + 1; row < to; row++) {
      if (!Arrays.equals(
          arena,
          values.start(row),
          values.end(row),
          arena,
          values.start(row - 1),
          values.end(row - 1))) {
        ends[runs++] = row - from;
      }
    }
    ends[runs++] = to - from;
    out.putVarint(runs);
    Runs.putEnds(ends, runs, out);
    for (int run = 0; run < runs; run++) {
      out.putVarint(values.length(from + ends[run] - 1));
    }
    for (int run = 0; run < runs; run++) {
      int row = from + ends[run] - 1;
      out.putBytes(arena, values.start(row), values.length(row));
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
      BytesColumn dest,
      Scratch scratch)
      throws CorruptBlock {
    Input in = scratch.input(src, off, len);
    int runs = Runs.readCount(in, count);
    int[] ends = scratch.ints(0, runs);
    Runs.readEnds(in, runs, count, ends);
    int[] sizes = scratch.ints(1, runs);
    long total = 0;
    for (int run = 0; run < runs; run++) {
      sizes[run] = in.readCount(len);
      total += sizes[run];
    }
    if (in.remaining() != total) {
      throw new CorruptBlock("%d bytes for values of %d".formatted(in.remaining(), total));
    }
    int row = from;
    for (int run = 0; row < to; run++) {
      int start = in.skip(sizes[run]);
      for (; row < Math.min(ends[run], to); row++) {
        dest.append(src, start, sizes[run]);
      }
    }
  }
}
