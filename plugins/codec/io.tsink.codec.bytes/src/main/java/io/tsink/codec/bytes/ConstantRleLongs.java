package io.tsink.codec.bytes;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.LongRole;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/// Runs of equal whole numbers.
@Component(property = {"tsink.name=ConstantRle", "tsink.version=1"})
public final class ConstantRleLongs implements LongCodec {

  private static final Set<LongRole> ROLES =
      Collections.unmodifiableSet(
          EnumSet.of(LongRole.START, LongRole.SEQUENCE, LongRole.I64, LongRole.U64));

  /// Called by the service loader and by OSGi.
  public ConstantRleLongs() {}

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
  public Set<LongRole> roles() {
    return ROLES;
  }

  @Override
  public int bound(LongStats stats) {
    return Runs.bound(stats.runs()) + Long.BYTES * stats.runs();
  }

  @Override
  public void encode(long[] values, int from, int to, EncodeContext context, Output out) {
    int[] ends = context.scratch().ints(0, to - from);
    int runs = 0;
    for (int i = from + 1; i < to; i++) {
      if (values[i] != values[i - 1]) {
        ends[runs++] = i - from;
      }
    }
    ends[runs++] = to - from;
    out.putVarint(runs);
    Runs.putEnds(ends, runs, out);
    for (int run = 0; run < runs; run++) {
      out.putLong(values[from + ends[run] - 1]);
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
      long[] dest,
      int destOff,
      Scratch scratch)
      throws CorruptBlock {
    Input in = scratch.input(src, off, len);
    int runs = Runs.readCount(in, count);
    int[] ends = scratch.ints(0, runs);
    Runs.readEnds(in, runs, count, ends);
    if (in.remaining() != runs * Long.BYTES) {
      throw new CorruptBlock("%d bytes for %d values".formatted(in.remaining(), runs));
    }
    int row = from;
    for (int run = 0; row < to; run++) {
      long value = in.readLong();
      int end = Math.min(ends[run], to);
      if (end > row) {
        Arrays.fill(dest, destOff + row - from, destOff + end - from, value);
        row = end;
      }
    }
  }
}
