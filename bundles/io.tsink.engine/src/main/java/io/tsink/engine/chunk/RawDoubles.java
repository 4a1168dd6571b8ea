package io.tsink.engine.chunk;

import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.DoubleStats;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;

/// Doubles as they are: their raw bits, eight bytes each, little-endian.
final class RawDoubles implements DoubleCodec {

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
  public int bound(DoubleStats stats) {
    return stats.count() * Double.BYTES;
  }

  @Override
  public void encode(double[] values, int from, int to, EncodeContext context, Output out) {
    for (int row = from; row < to; row++) {
      out.putDouble(values[row]);
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
    LittleEndian.check(len, (long) count * Double.BYTES);
    for (int row = from; row < to; row++) {
      dest[destOff + row - from] =
          Double.longBitsToDouble(LittleEndian.longAt(src, off + row * Double.BYTES));
    }
  }
}
