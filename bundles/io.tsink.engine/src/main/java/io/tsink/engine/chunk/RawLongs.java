package io.tsink.engine.chunk;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.LongRole;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.EnumSet;
import java.util.Set;

/// Whole numbers as they are: eight bytes each, little-endian.
final class RawLongs implements LongCodec {

  @Override
  public String name() {
    return CodecRef.RAW;
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
    return EnumSet.allOf(LongRole.class);
  }

  @Override
  public int bound(LongStats stats) {
    return stats.count() * Long.BYTES;
  }

  @Override
  public void encode(long[] values, int from, int to, EncodeContext context, Output out) {
    for (int row = from; row < to; row++) {
      out.putLong(values[row]);
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
    LittleEndian.check(len, (long) count * Long.BYTES);
    for (int row = from; row < to; row++) {
      dest[destOff + row - from] = LittleEndian.longAt(src, off + row * Long.BYTES);
    }
  }

  @Override
  public int lowerBound(
      byte[] src, int off, int len, int version, int count, long time, Scratch scratch)
      throws CorruptBlock {
    LittleEndian.check(len, (long) count * Long.BYTES);
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (LittleEndian.longAt(src, off + middle * Long.BYTES) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
