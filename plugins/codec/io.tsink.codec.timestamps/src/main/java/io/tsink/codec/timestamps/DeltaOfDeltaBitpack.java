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

/// Bit-packed steps, or differences of steps, in granules of 64 rows with anchors to search by.
@Component(property = {"tsink.name=DeltaOfDeltaBitpack", "tsink.version=1"})
public final class DeltaOfDeltaBitpack implements LongCodec {

  private static final Set<LongRole> ROLES =
      Collections.unmodifiableSet(EnumSet.of(LongRole.TIME, LongRole.START, LongRole.SEQUENCE));

  private static final int FROM_BASE = 0x80;

  /// Called by the service loader and by OSGi.
  public DeltaOfDeltaBitpack() {}

  @Override
  public String name() {
    return "DeltaOfDeltaBitpack";
  }

  @Override
  public int formatVersion() {
    return 1;
  }

  @Override
  public DecodeCost decodeCost() {
    return DecodeCost.FAST;
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
    // Steps that all lie within w bits of the base differ by at most w + 1 bits from each other.
    long bits = stats.doubleDeltaBits(1 + Granules.savedByUnits(stats), 2 * granules);
    return Long.BYTES + 1 + 2 * granules + (int) (bits >> 3);
  }

  @Override
  public void encode(long[] values, int from, int to, EncodeContext context, Output out) {
    int count = to - from;
    out.putLong(values[from]);
    if (count == 1) {
      return;
    }
    long[] units = context.scratch().longs(0, count);
    long[] run = context.scratch().longs(1, Granules.SIZE);
    long divisor = Granules.divisor(values, from, to);
    Granules.toUnits(values, from, to, divisor, units);
    long base = Granules.base(units, count, run);
    int granules = Granules.count(count);
    int[] forms = context.scratch().ints(0, granules);
    out.putVarint(divisor);
    out.putZigZag(base);
    for (int granule = 0; granule < granules; granule++) {
      forms[granule] = form(units, granule * Granules.SIZE, Granules.rows(granule, count), base);
      Granules.putAnchor(units, granule, base, out);
      out.putByte(forms[granule]);
    }
    for (int granule = 0; granule < granules; granule++) {
      int rows = Granules.rows(granule, count);
      fillRun(units, granule * Granules.SIZE, rows, base, forms[granule], run);
      BitPacking.pack(run, 0, rows - 1, forms[granule] & ~FROM_BASE, out);
    }
  }

  private static int form(long[] units, int first, int rows, long base) {
    long steps = 0;
    long changes = 0;
    long previous = base;
    for (int i = first + 1; i < first + rows; i++) {
      long step = units[i] - units[i - 1];
      steps |= BitPacking.zigZag(step - base);
      changes |= BitPacking.zigZag(step - previous);
      previous = step;
    }
    int stepWidth = BitPacking.width(steps);
    int changeWidth = BitPacking.width(changes);
    return changeWidth <= stepWidth ? changeWidth : stepWidth | FROM_BASE;
  }

  private static void fillRun(long[] units, int first, int rows, long base, int form, long[] run) {
    long previous = base;
    for (int i = 1; i < rows; i++) {
      long step = units[first + i] - units[first + i - 1];
      run[i - 1] = BitPacking.zigZag(step - previous);
      previous = (form & FROM_BASE) != 0 ? base : step;
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
    int[] forms = scratch.ints(0, granules);
    long divisor = Granules.readDivisor(in);
    long base = in.readZigZag();
    readHeads(in, count, base, anchors, forms);
    long[] run = scratch.longs(1, Granules.SIZE);
    int firstGranule = from / Granules.SIZE;
    int lastGranule = (to - 1) / Granules.SIZE;
    int at = in.position();
    for (int granule = 0; granule <= lastGranule; granule++) {
      int rows = Granules.rows(granule, count);
      int width = forms[granule] & ~FROM_BASE;
      if (granule >= firstGranule) {
        int start = granule * Granules.SIZE;
        BitPacking.unpack(src, at, in.end(), width, 0, rows - 1, run, 0);
        toUnits(run, rows, anchors[granule], base, forms[granule]);
        int low = Math.max(from, start);
        int high = Math.min(to, start + rows);
        for (int row = low; row < high; row++) {
          dest[destOff + row - from] = first + divisor * run[row - start];
        }
      }
      at += BitPacking.bytes(rows - 1, width);
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
    int[] forms = scratch.ints(0, granules);
    long divisor = Granules.readDivisor(in);
    long base = in.readZigZag();
    readHeads(in, count, base, anchors, forms);
    if (time <= first) {
      return 0;
    }
    int granule = 0;
    int at = in.position();
    while (granule + 1 < granules && first + divisor * anchors[granule + 1] < time) {
      at += BitPacking.bytes(Granules.SIZE - 1, forms[granule] & ~FROM_BASE);
      granule++;
    }
    int rows = Granules.rows(granule, count);
    long[] run = scratch.longs(1, Granules.SIZE);
    BitPacking.unpack(src, at, in.end(), forms[granule] & ~FROM_BASE, 0, rows - 1, run, 0);
    toUnits(run, rows, anchors[granule], base, forms[granule]);
    int row = 1;
    while (row < rows && first + divisor * run[row] < time) {
      row++;
    }
    return granule * Granules.SIZE + row;
  }

  /// Reads all heads and proves that the runs behind them end where the payload ends.
  private static void readHeads(Input in, int count, long base, long[] anchors, int[] forms)
      throws CorruptBlock {
    int granules = Granules.count(count);
    long anchor = 0;
    long length = 0;
    for (int granule = 0; granule < granules; granule++) {
      anchor = Granules.nextAnchor(in, granule, anchor, base);
      anchors[granule] = anchor;
      int form = in.readByte();
      int width = form & ~FROM_BASE;
      if (width > Long.SIZE) {
        throw new CorruptBlock("width %d".formatted(width));
      }
      forms[granule] = form;
      length += BitPacking.bytes(Granules.rows(granule, count) - 1, width);
    }
    Granules.requireEnd(in.remaining() - length);
  }

  /// Turns the numbers of a run into the units of the granule's rows, in place.
  private static void toUnits(long[] run, int rows, long anchor, long base, int form) {
    long unit = anchor;
    if ((form & FROM_BASE) != 0) {
      for (int i = 0; i < rows; i++) {
        long next = unit + base + BitPacking.unZigZag(run[i]);
        run[i] = unit;
        unit = next;
      }
      return;
    }
    long step = base;
    for (int i = 0; i < rows; i++) {
      step += BitPacking.unZigZag(run[i]);
      run[i] = unit;
      unit += step;
    }
  }
}
