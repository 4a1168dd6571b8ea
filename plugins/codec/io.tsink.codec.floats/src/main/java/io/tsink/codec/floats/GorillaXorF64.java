package io.tsink.codec.floats;

import io.tsink.spi.codec.BitPacking;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.DoubleCodec;
import io.tsink.spi.codec.DoubleStats;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import org.osgi.service.component.annotations.Component;

/// Exclusive or of neighbours, for doubles that are no short decimals.
@Component(property = {"tsink.name=GorillaXorF64", "tsink.version=1"})
public final class GorillaXorF64 implements DoubleCodec {

  private static final int GRANULE = 128;
  private static final int MAX_LEADING = 31;
  private static final int NEW_WINDOW_BITS = 11;

  /// Called by the service loader and by OSGi.
  public GorillaXorF64() {}

  @Override
  public String name() {
    return "GorillaXorF64";
  }

  @Override
  public int formatVersion() {
    return 1;
  }

  @Override
  public DecodeCost decodeCost() {
    return DecodeCost.MEDIUM;
  }

  @Override
  public int granule() {
    return GRANULE;
  }

  @Override
  public int bound(DoubleStats stats) {
    int restarts = (stats.count() - 1) / GRANULE;
    long changes = Math.max(0, stats.runs() - 1 - restarts);
    long differences = Math.max(0, stats.xorBits() - (long) Long.SIZE * restarts);
    // A bit for each row, a second one for each change, and the bits that changed.
    return (int) (Double.BYTES + restarts + ((stats.count() - 1 + changes + differences) >> 3));
  }

  @Override
  public void encode(double[] values, int from, int to, EncodeContext context, Output out) {
    out.putDouble(values[from]);
    int granules = (to - from + GRANULE - 1) / GRANULE;
    // Codes go to a scratch array first, because the lengths of granules come before them.
    byte[] codes = context.scratch().bytes(0, 10 * (to - from) + 8 * granules + 8);
    BitWriter writer = new BitWriter(codes);
    long first = Double.doubleToRawLongBits(values[from]);
    int start = 0;
    for (int granule = 0; granule < granules; granule++) {
      int low = from + granule * GRANULE;
      int high = Math.min(low + GRANULE, to);
      encodeGranule(values, granule == 0 ? low + 1 : low, high, first, writer);
      int end = writer.finishByte();
      if (granule < granules - 1) {
        out.putVarint(end - start);
      }
      start = end;
    }
    out.putBytes(codes, 0, start);
  }

  private static void encodeGranule(
      double[] values, int from, int to, long first, BitWriter writer) {
    long previous = first;
    int leading = 0;
    int width = 0;
    for (int i = from; i < to; i++) {
      long bits = Double.doubleToRawLongBits(values[i]);
      long difference = bits ^ previous;
      previous = bits;
      if (difference == 0) {
        writer.put(0, 1);
        continue;
      }
      int ownLeading = Math.min(MAX_LEADING, Long.numberOfLeadingZeros(difference));
      int trailing = Long.numberOfTrailingZeros(difference);
      int ownWidth = Long.SIZE - ownLeading - trailing;
      boolean fits = ownLeading >= leading && trailing >= Long.SIZE - leading - width;
      if (width > 0 && fits && width <= ownWidth + NEW_WINDOW_BITS) {
        writer.put(0b01, 2);
      } else {
        leading = ownLeading;
        width = ownWidth;
        writer.put(0b11 | leading << 2 | (long) (width & 63) << 7, 2 + NEW_WINDOW_BITS);
      }
      writer.put(difference >>> (Long.SIZE - leading - width), width);
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
    Input in = scratch.input(src, off, len);
    long first = in.readLong();
    int granules = (count + GRANULE - 1) / GRANULE;
    int[] lengths = scratch.ints(0, granules);
    long total = 0;
    for (int granule = 0; granule < granules - 1; granule++) {
      lengths[granule] = in.readCount(in.remaining());
      total += lengths[granule];
    }
    long last = in.remaining() - total;
    if (last < 0) {
      throw new CorruptBlock("the payload is %d bytes too short".formatted(-last));
    }
    lengths[granules - 1] = (int) last;
    int at = in.position();
    for (int granule = 0; granule * GRANULE < to; granule++) {
      int start = granule * GRANULE;
      int rows = Math.min(GRANULE, count - start);
      if (start + rows > from) {
        decodeGranule(
            src, at, at + lengths[granule], first, start, rows, from, to, dest, destOff - from);
      }
      at += lengths[granule];
    }
  }

  private static void decodeGranule(
      byte[] src,
      int off,
      int end,
      long first,
      int start,
      int rows,
      int from,
      int to,
      double[] dest,
      int shift)
      throws CorruptBlock {
    int limit = Byte.SIZE * (end - off);
    int position = 0;
    long value = first;
    int width = 0;
    int trailing = 0;
    int row = start;
    if (start == 0) {
      if (from == 0) {
        dest[shift] = Double.longBitsToDouble(first);
      }
      row = 1;
    }
    for (; row < start + rows; row++) {
      if (position >= limit) {
        throw new CorruptBlock("codes end before row %d".formatted(row));
      }
      long word = BitPacking.load(src, off + (position >>> 3), end, position & 7);
      if ((word & 1) == 0) {
        position++;
      } else {
        if ((word & 2) == 0) {
          position += 2;
          word >>>= 2;
        } else {
          int leading = (int) (word >>> 2) & MAX_LEADING;
          width = (int) (word >>> 7) & 63;
          width = width == 0 ? Long.SIZE : width;
          trailing = Long.SIZE - leading - width;
          position += 2 + NEW_WINDOW_BITS;
          word >>>= 2 + NEW_WINDOW_BITS;
        }
        if (width == 0 || trailing < 0) {
          throw new CorruptBlock("row %d has no possible window".formatted(row));
        }
        if (width > Long.SIZE - 2 - NEW_WINDOW_BITS) {
          word = BitPacking.load(src, off + (position >>> 3), end, position & 7);
        }
        value ^= (word & (-1L >>> (Long.SIZE - width))) << trailing;
        position += width;
      }
      if (row >= from && row < to) {
        dest[shift + row] = Double.longBitsToDouble(value);
      }
    }
    if (position > limit || limit - position >= Byte.SIZE) {
      throw new CorruptBlock("%d bits of codes, %d used".formatted(limit, position));
    }
  }
}
