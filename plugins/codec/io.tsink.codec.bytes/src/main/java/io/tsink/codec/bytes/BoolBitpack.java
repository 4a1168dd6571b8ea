package io.tsink.codec.bytes;

import io.tsink.spi.codec.BitPacking;
import io.tsink.spi.codec.BoolCodec;
import io.tsink.spi.codec.BoolStats;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import org.osgi.service.component.annotations.Component;

/// One bit a row.
@Component(property = {"tsink.name=BoolBitpack", "tsink.version=1"})
public final class BoolBitpack implements BoolCodec {

  /// Called by the service loader and by OSGi.
  public BoolBitpack() {}

  @Override
  public String name() {
    return "BoolBitpack";
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
    return BitPacking.bytes(stats.count(), 1);
  }

  @Override
  public void encode(long[] words, int from, int to, EncodeContext context, Output out) {
    int row = from;
    for (; to - row >= Long.SIZE; row += Long.SIZE) {
      out.putLong(BoolBits.get(words, row, Long.SIZE));
    }
    for (; row < to; row += Byte.SIZE) {
      out.putByte((int) BoolBits.get(words, row, Math.min(Byte.SIZE, to - row)));
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
    if (len != BitPacking.bytes(count, 1)) {
      throw new CorruptBlock(
          "%d bytes for %d rows, %d expected".formatted(len, count, BitPacking.bytes(count, 1)));
    }
    for (int row = from; row < to; row += Long.SIZE) {
      long bits = BitPacking.load(src, off + (row >> 3), off + len, row & 7);
      BoolBits.put(dest, destOff + row - from, Math.min(Long.SIZE, to - row), bits);
    }
  }
}
