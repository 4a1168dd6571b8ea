package io.tsink.engine.chunk;

import io.tsink.spi.codec.Codec;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.LongRole;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.Arrays;
import java.util.Set;

/// A codec for tests: columns of equal numbers, in eight bytes.
public class ConstantLongs implements LongCodec {

  @Override
  public String name() {
    return "test.constant";
  }

  @Override
  public int formatVersion() {
    return 3;
  }

  @Override
  public DecodeCost decodeCost() {
    return DecodeCost.FAST;
  }

  @Override
  public Set<LongRole> roles() {
    return Set.of(LongRole.I64, LongRole.U64, LongRole.SEQUENCE, LongRole.START);
  }

  @Override
  public int bound(LongStats stats) {
    return stats.runs() == 1 ? Long.BYTES : Codec.NOT_APPLICABLE;
  }

  @Override
  public void encode(long[] values, int from, int to, EncodeContext context, Output out) {
    out.putLong(values[from]);
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
    Arrays.fill(dest, destOff, destOff + to - from, scratch.input(src, off, len).readLong());
  }
}
