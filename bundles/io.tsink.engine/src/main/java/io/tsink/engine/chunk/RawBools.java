package io.tsink.engine.chunk;

import io.tsink.spi.codec.BoolCodec;
import io.tsink.spi.codec.BoolStats;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;

/// Truth values as bits: row *i* is bit `i & 7` of byte `i >> 3`.
final class RawBools implements BoolCodec {

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
  public int bound(BoolStats stats) {
    return bytes(stats.count());
  }

  private static int bytes(int rows) {
    return (rows + 7) >> 3;
  }

  @Override
  public void encode(long[] words, int from, int to, EncodeContext context, Output out) {
    for (int first = from; first < to; first += 8) {
      int bits = 0;
      for (int row = first; row < Math.min(first + 8, to); row++) {
        bits |= (int) ((words[row >> 6] >>> row) & 1) << (row - first);
      }
      out.putByte(bits);
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
    LittleEndian.check(len, bytes(count));
    for (int row = from; row < to; row++) {
      long bit = ((long) src[off + (row >> 3)] >>> (row & 7)) & 1;
      int at = destOff + row - from;
      dest[at >> 6] = (dest[at >> 6] & ~(1L << at)) | (bit << at);
    }
  }
}
