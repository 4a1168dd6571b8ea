package io.tsink.codec.integers;

import io.tsink.spi.codec.BitPacking;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.LongStats;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;

/// The payload of the package's description, written and read.
final class PackedGranules {

  /// Rows of a granule.
  static final int SIZE = 128;

  static final int ZIG_ZAG_DELTAS = 0;
  static final int LEAST_DELTAS = 1;
  private static final int FRAME = 2;

  private static final int WIDTHS = Long.SIZE + 1;

  private PackedGranules() {}

  private static int granules(int count) {
    return (count + SIZE - 1) / SIZE;
  }

  private static int rows(int granule, int count) {
    return Math.min(SIZE, count - granule * SIZE);
  }

  private static int runLength(int kind, int rows) {
    return kind == FRAME ? rows : rows - 1;
  }

  /// A lower bound of the payload's bytes.
  static int bound(LongStats stats) {
    if (stats.count() == 1) {
      return Long.BYTES;
    }
    int granules = granules(stats.count());
    long divisor = stats.divisor();
    int saved = divisor <= 1 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(divisor - 1);
    // Numbers within w bits of a base differ by at most w + 1 bits from each other, be they values
    // or deltas; a granule's first delta and double delta may not show in its run.
    long bits = stats.smallerBits(1 + saved, 2 * granules);
    return Long.BYTES + 1 + 2 * granules + (int) (bits >> 3);
  }

  /// Appends the payload, with deltas as the given kind.
  static void encode(
      long[] values, int from, int to, int deltaKind, EncodeContext context, Output out) {
    int count = to - from;
    out.putLong(values[from]);
    if (count == 1) {
      return;
    }
    long divisor = divisor(values, from, to);
    long[] units = context.scratch().longs(0, count);
    toUnits(values, from, to, divisor, units);
    int granules = granules(count);
    int[] forms = context.scratch().ints(0, granules);
    long[] references = context.scratch().longs(1, granules);
    out.putVarint(divisor);
    long previousBase = 0;
    for (int granule = 0; granule < granules; granule++) {
      int first = granule * SIZE;
      int end = first + rows(granule, count);
      long base = choose(units, first, end, deltaKind, granule, forms, references);
      out.putZigZag(base - previousBase);
      out.putByte(forms[granule]);
      if (forms[granule] / WIDTHS == LEAST_DELTAS) {
        out.putZigZag(references[granule]);
      }
      previousBase = base;
    }
    long[] run = context.scratch().longs(2, SIZE);
    for (int granule = 0; granule < granules; granule++) {
      int first = granule * SIZE;
      int rows = rows(granule, count);
      int kind = forms[granule] / WIDTHS;
      fillRun(units, first, rows, kind, references[granule], run);
      BitPacking.pack(run, 0, runLength(kind, rows), forms[granule] % WIDTHS, out);
    }
  }

  private static long divisor(long[] values, int from, int to) {
    long divisor = 0;
    for (int i = from + 1; i < to && divisor != 1; i++) {
      divisor = LongStats.commonDivisor(divisor, values[i] - values[i - 1]);
    }
    return Math.max(1, divisor);
  }

  private static void toUnits(long[] values, int from, int to, long divisor, long[] units) {
    units[0] = 0;
    if (divisor == 1) {
      for (int i = from + 1; i < to; i++) {
        units[i - from] = values[i] - values[from];
      }
      return;
    }
    // Summed up, not divided: a sum of exact steps stays exact where the distance wraps around.
    for (int i = from + 1; i < to; i++) {
      units[i - from] = units[i - from - 1] + (values[i] - values[i - 1]) / divisor;
    }
  }

  /// Settles form and reference of a granule and returns its base.
  private static long choose(
      long[] units,
      int first,
      int end,
      int deltaKind,
      int granule,
      int[] forms,
      long[] references) {
    long min = units[first];
    long max = min;
    long zigZags = 0;
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = first + 1; i < end; i++) {
      long delta = units[i] - units[i - 1];
      zigZags |= BitPacking.zigZag(delta);
      least = Math.min(least, delta);
      most = Math.max(most, delta);
      min = Math.min(min, units[i]);
      max = Math.max(max, units[i]);
    }
    int deltas = end - first - 1;
    if (deltas == 0) {
      least = 0;
      most = 0;
    }
    int deltaWidth = BitPacking.width(deltaKind == ZIG_ZAG_DELTAS ? zigZags : most - least);
    int frameWidth = BitPacking.width(max - min);
    int deltaBytes =
        BitPacking.bytes(deltas, deltaWidth) + (deltaKind == LEAST_DELTAS ? varintBytes(least) : 0);
    if (BitPacking.bytes(deltas + 1, frameWidth) < deltaBytes) {
      forms[granule] = FRAME * WIDTHS + frameWidth;
      references[granule] = min;
      return min;
    }
    forms[granule] = deltaKind * WIDTHS + deltaWidth;
    references[granule] = least;
    return units[first];
  }

  private static int varintBytes(long value) {
    return Math.max(1, (BitPacking.width(BitPacking.zigZag(value)) + 6) / 7);
  }

  private static void fillRun(
      long[] units, int first, int rows, int kind, long reference, long[] run) {
    if (kind == FRAME) {
      for (int i = 0; i < rows; i++) {
        run[i] = units[first + i] - reference;
      }
      return;
    }
    for (int i = 1; i < rows; i++) {
      long delta = units[first + i] - units[first + i - 1];
      run[i - 1] = kind == ZIG_ZAG_DELTAS ? BitPacking.zigZag(delta) : delta - reference;
    }
  }

  /// Decodes rows `[from, to)` into `dest`.
  static void decode(
      byte[] src,
      int off,
      int len,
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
      requireEnd(in.remaining());
      dest[destOff] = first;
      return;
    }
    long divisor = in.readVarint();
    if (divisor < 1) {
      throw new CorruptBlock("divisor %d".formatted(divisor));
    }
    int granules = granules(count);
    int[] forms = scratch.ints(0, granules);
    long[] bases = scratch.longs(0, granules);
    long[] leasts = scratch.longs(1, granules);
    readHeads(in, count, forms, bases, leasts);
    long[] run = scratch.longs(2, SIZE);
    int firstGranule = from / SIZE;
    int lastGranule = (to - 1) / SIZE;
    int at = in.position();
    for (int granule = 0; granule <= lastGranule; granule++) {
      int rows = rows(granule, count);
      int kind = forms[granule] / WIDTHS;
      int width = forms[granule] % WIDTHS;
      int length = runLength(kind, rows);
      if (granule >= firstGranule) {
        int start = granule * SIZE;
        BitPacking.unpack(src, at, in.end(), width, 0, length, run, 0);
        toUnits(run, rows, kind, bases[granule], leasts[granule]);
        int low = Math.max(from, start);
        int high = Math.min(to, start + rows);
        for (int row = low; row < high; row++) {
          dest[destOff + row - from] = first + divisor * run[row - start];
        }
      }
      at += BitPacking.bytes(length, width);
    }
  }

  /// Reads all heads and proves that the runs behind them end where the payload ends.
  private static void readHeads(Input in, int count, int[] forms, long[] bases, long[] leasts)
      throws CorruptBlock {
    long base = 0;
    long length = 0;
    for (int granule = 0; granule < granules(count); granule++) {
      base += in.readZigZag();
      bases[granule] = base;
      int form = in.readByte();
      int kind = form / WIDTHS;
      if (kind > FRAME) {
        throw new CorruptBlock("form %d".formatted(form));
      }
      forms[granule] = form;
      leasts[granule] = kind == LEAST_DELTAS ? in.readZigZag() : 0;
      length += BitPacking.bytes(runLength(kind, rows(granule, count)), form % WIDTHS);
    }
    requireEnd(in.remaining() - length);
  }

  /// Turns the numbers of a run into the units of the granule's rows, in place.
  private static void toUnits(long[] run, int rows, int kind, long base, long least) {
    if (kind == FRAME) {
      for (int i = 0; i < rows; i++) {
        run[i] += base;
      }
      return;
    }
    long unit = base;
    if (kind == ZIG_ZAG_DELTAS) {
      for (int i = 0; i < rows; i++) {
        long next = unit + BitPacking.unZigZag(run[i]);
        run[i] = unit;
        unit = next;
      }
      return;
    }
    for (int i = 0; i < rows; i++) {
      long next = unit + least + run[i];
      run[i] = unit;
      unit = next;
    }
  }

  private static void requireEnd(long left) throws CorruptBlock {
    if (left != 0) {
      throw new CorruptBlock("the payload's length is off by %d bytes".formatted(left));
    }
  }
}
