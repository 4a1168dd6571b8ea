package io.tsink.codec.timestamps;

import io.tsink.spi.codec.BitPacking;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.LongCodec;
import io.tsink.spi.codec.LongRole;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/// Steps as varints, in granules of 64 rows with anchors to search by.
///
/// For steps of very different sizes, where one width for a whole granule would be wasteful.
@Component(property = {"tsink.name=DeltaVarint", "tsink.version=1"})
public final class DeltaVarint implements LongCodec {

  private static final Set<LongRole> ROLES =
      Collections.unmodifiableSet(EnumSet.of(LongRole.TIME, LongRole.START, LongRole.SEQUENCE));

  /// Called by the service loader and by OSGi.
  public DeltaVarint() {}

  @Override
  public String name() {
    return "DeltaVarint";
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
    return Granules.SIZE;
  }

  @Override
  public Set<LongRole> roles() {
    return ROLES;
  }

  @Override
  public int bound(LongStats stats) {
    if (stats.count() == 1) {
      return Long.BYTES;
    }
    int granules = Granules.count(stats.count());
    // The bits of a double delta are at most those of its two steps together and one.
    long bits = stats.doubleDeltaBits(1 + Granules.savedByUnits(stats), 2 * granules);
    long steps = (long) stats.count() - granules;
    return Long.BYTES + 1 + 2 * granules + (int) Math.max(steps, bits >> 4);
  }

  @Override
  public void encode(long[] values, int from, int to, EncodeContext context, Output out) {
    int count = to - from;
    out.putLong(values[from]);
    if (count == 1) {
      return;
    }
    long[] units = context.scratch().longs(0, count);
    long divisor = Granules.divisor(values, from, to);
    Granules.toUnits(values, from, to, divisor, units);
    long base = Granules.base(units, count, context.scratch().longs(1, Granules.SIZE));
    int granules = Granules.count(count);
    out.putVarint(divisor);
    out.putZigZag(base);
    for (int granule = 0; granule < granules; granule++) {
      Granules.putAnchor(units, granule, base, out);
      int length = 0;
      int first = granule * Granules.SIZE;
      for (int i = first + 1; i < first + Granules.rows(granule, count); i++) {
        long number = BitPacking.zigZag(units[i] - units[i - 1] - base);
        length += Math.max(1, (BitPacking.width(number) + 6) / 7);
      }
      out.putVarint(length);
    }
    for (int i = 1; i < count; i++) {
      if (i % Granules.SIZE != 0) {
        out.putZigZag(units[i] - units[i - 1] - base);
      }
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
    long first = in.readLong();
    if (count == 1) {
      Granules.requireEnd(in.remaining());
      dest[destOff] = first;
      return;
    }
    int granules = Granules.count(count);
    long[] anchors = scratch.longs(0, granules);
    int[] lengths = scratch.ints(0, granules);
    long divisor = Granules.readDivisor(in);
    long base = in.readZigZag();
    readHeads(in, count, base, anchors, lengths);
    int lastGranule = (to - 1) / Granules.SIZE;
    for (int granule = 0; granule <= lastGranule; granule++) {
      int start = granule * Granules.SIZE;
      int rows = Granules.rows(granule, count);
      if (start + rows <= from) {
        in.skip(lengths[granule]);
        continue;
      }
      int end = in.position() + lengths[granule];
      long unit = anchors[granule];
      for (int row = start; row < start + rows; row++) {
        if (row > start) {
          unit += base + in.readZigZag();
        }
        if (row >= from && row < to) {
          dest[destOff + row - from] = first + divisor * unit;
        }
      }
      Granules.requireEnd(end - in.position());
    }
  }

  @Override
  public int lowerBound(
      byte[] src, int off, int len, int version, int count, long time, Scratch scratch)
      throws CorruptBlock {
    Input in = scratch.input(src, off, len);
    long first = in.readLong();
    if (count == 1) {
      Granules.requireEnd(in.remaining());
      return time <= first ? 0 : 1;
    }
    int granules = Granules.count(count);
    long[] anchors = scratch.longs(0, granules);
    int[] lengths = scratch.ints(0, granules);
    long divisor = Granules.readDivisor(in);
    long base = in.readZigZag();
    readHeads(in, count, base, anchors, lengths);
    if (time <= first) {
      return 0;
    }
    int granule = 0;
    while (granule + 1 < granules && first + divisor * anchors[granule + 1] < time) {
      in.skip(lengths[granule]);
      granule++;
    }
    int rows = Granules.rows(granule, count);
    long unit = anchors[granule];
    for (int row = 1; row < rows; row++) {
      unit += base + in.readZigZag();
      if (first + divisor * unit >= time) {
        return granule * Granules.SIZE + row;
      }
    }
    return granule * Granules.SIZE + rows;
  }

  /// Reads all heads and proves that the varints behind them end where the payload ends.
  private static void readHeads(Input in, int count, long base, long[] anchors, int[] lengths)
      throws CorruptBlock {
    int granules = Granules.count(count);
    long anchor = 0;
    long total = 0;
    for (int granule = 0; granule < granules; granule++) {
      anchor = Granules.nextAnchor(in, granule, anchor, base);
      anchors[granule] = anchor;
      lengths[granule] = in.readCount(in.remaining());
      total += lengths[granule];
    }
    Granules.requireEnd(in.remaining() - total);
  }
}
