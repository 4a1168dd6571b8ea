package io.tsink.testkit.codec;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.LongRole;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.Set;

/// A right codec: eight bytes a row.
class RawTimes implements LongCodec {

  @Override
  public String name() {
    return "org.example.RawTimes";
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
    return Set.of(LongRole.TIME);
  }

  @Override
  public int bound(LongStats stats) {
    return Long.BYTES * stats.count();
  }

  @Override
  public void encode(long[] values, int from, int to, EncodeContext context, Output out) {
    for (int i = from; i < to; i++) {
      out.putLong(values[i]);
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
    in.skip((long) Long.BYTES * from);
    for (int row = from; row < to; row++) {
      dest[destOff + row - from] = in.readLong();
    }
  }
}
