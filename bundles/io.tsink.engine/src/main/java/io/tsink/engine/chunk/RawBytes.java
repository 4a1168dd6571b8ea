package io.tsink.engine.chunk;

import io.tsink.api.BytesColumn;
import io.tsink.spi.codec.BytesCodec;
import io.tsink.spi.codec.BytesStats;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;

/// Byte strings as they are: the end of each, four bytes, little-endian, then all their bytes.
final class RawBytes implements BytesCodec {

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
  public int bound(BytesStats stats) {
    return (int)
        Math.min((long) stats.count() * Integer.BYTES + stats.totalBytes(), Integer.MAX_VALUE - 1);
  }

  @Override
  public void encode(BytesColumn values, int from, int to, EncodeContext context, Output out) {
    int start = values.start(from);
    for (int row = from; row < to; row++) {
      out.putInt(values.end(row) - start);
    }
    out.putBytes(values.arena(), start, values.end(to - 1) - start);
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
    int ends = count * Integer.BYTES;
    if (len < ends) {
      throw new CorruptBlock("%d bytes, expected at least %d".formatted(len, ends));
    }
    int total = len - ends;
    int start = from == 0 ? 0 : LittleEndian.intAt(src, off + (from - 1) * Integer.BYTES);
    for (int row = from; row < to; row++) {
      int end = LittleEndian.intAt(src, off + row * Integer.BYTES);
      if (start < 0 || end < start || end > total) {
        throw new CorruptBlock("row %d is [%d, %d) of %d bytes".formatted(row, start, end, total));
      }
      dest.append(src, off + ends + start, end - start);
      start = end;
    }
  }
}
