package io.tsink.spi.codec;

/// A building block for codecs: a column of whole numbers, packed by granules of 128 rows.
///
/// The format is settled; codecs that use it name it in theirs. Arithmetic wraps around at 64 bits,
/// so that every column can be coded whatever its extremes. Values are written as distances from
/// the first in *units*, where a unit is the greatest common divisor of all differences of
/// neighbours (1 when these are all zero): row *i* is `first + divisor * unit(i)`. The last granule
/// may be shorter.
///
/// ```
/// packed = first:zigzag-varint [divisor:varint head* data*]           only `first` with one row
/// head   = base-step:zigzag-varint form:u8 [least:zigzag-varint]      for each granule
/// data   = packed run                                                 for each granule
/// ```
///
/// `base-step` is the granule's *base* less that of the granule before, for granule 0 the base
/// itself. `form` is `65 * kind + width`, with a width of 0…64:
///
/// | kind | base | the run holds |
/// |---|---|---|
/// | 0 zig-zag deltas | unit of the first row | a zig-zag delta for each further row |
/// | 1 least deltas | unit of the first row | a delta less `least` for each further row |
/// | 2 frame of reference | least unit, read signed | the unit less the base for each row |
///
/// A delta is the unit of a row less that of the row before.
/// `least` is there only with kind 1 and is the least delta of the granule, read signed. The
/// encoder takes the kind of the fewest bytes, the lower number of equals.
public final class PackedLongs {

  /// Rows of a granule.
  public static final int GRANULE = 128;

  private static final int ZIG_ZAG_DELTAS = 0;
  private static final int LEAST_DELTAS = 1;
  private static final int FRAME = 2;

  private static final int WIDTHS = Long.SIZE + 1;

  private PackedLongs() {}

  private static int granules(int count) {
    return (count + GRANULE - 1) / GRANULE;
  }

  private static int rows(int granule, int count) {
    return Math.min(GRANULE, count - granule * GRANULE);
  }

  private static int runLength(int kind, int rows) {
    return kind == FRAME ? rows : rows - 1;
  }

  /// A lower bound of the bytes for the scanned column.
  public static int bound(LongStats stats) {
    if (stats.count() == 1) {
      return 1;
    }
    long divisor = stats.divisor();
    int saved = divisor <= 1 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(divisor - 1);
    // Numbers within w bits of a base differ by at most w + 1 bits from each other, be they values
    // or deltas.
    long bits = stats.blockBits(1 + saved);
    return 2 + 2 * granules(stats.count()) + (int) (bits >> 3);
  }

  /// Appends the coded form of `values[from, to)`.
  public static void encode(long[] values, int from, int to, Scratch scratch, Output out) {
    int count = to - from;
    out.putZigZag(values[from]);
    if (count == 1) {
      return;
    }
    long divisor = divisor(values, from, to);
    long[] units = scratch.packedUnits(count);
    toUnits(values, from, to, divisor, units);
    int granules = granules(count);
    int[] forms = scratch.packedForms(granules);
    long[] references = scratch.packedReferences(granules);
    out.putVarint(divisor);
    long previousBase = 0;
    for (int granule = 0; granule < granules; granule++) {
      int first = granule * GRANULE;
      long base = choose(units, first, first + rows(granule, count), granule, forms, references);
      out.putZigZag(base - previousBase);
      out.putByte(forms[granule]);
      if (forms[granule] / WIDTHS == LEAST_DELTAS) {
        out.putZigZag(references[granule]);
      }
      previousBase = base;
    }
    long[] run = scratch.packedRun(GRANULE);
    for (int granule = 0; granule < granules; granule++) {
      int rows = rows(granule, count);
      int kind = forms[granule] / WIDTHS;
      fillRun(units, granule * GRANULE, rows, kind, references[granule], run);
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
      long[] units, int first, int end, int granule, int[] forms, long[] references) {
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
    int zigZagWidth = BitPacking.width(zigZags);
    int leastWidth = BitPacking.width(most - least);
    int frameWidth = BitPacking.width(max - min);
    int zigZagBytes = BitPacking.bytes(deltas, zigZagWidth);
    int leastBytes =
        BitPacking.bytes(deltas, leastWidth)
            + Math.max(1, (BitPacking.width(BitPacking.zigZag(least)) + 6) / 7);
    int frameBytes = BitPacking.bytes(deltas + 1, frameWidth);
    if (frameBytes < zigZagBytes && frameBytes < leastBytes) {
      forms[granule] = FRAME * WIDTHS + frameWidth;
      references[granule] = min;
      return min;
    }
    references[granule] = least;
    forms[granule] =
        leastBytes < zigZagBytes
            ? LEAST_DELTAS * WIDTHS + leastWidth
            : ZIG_ZAG_DELTAS * WIDTHS + zigZagWidth;
    return units[first];
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

  /// Decodes rows `[from, to)` of `count` into `dest`, row `from` at `destOff`, and nothing else.
  ///
  /// The reader stands at the coded form and is left behind it.
  ///
  /// @throws CorruptBlock when what the reader holds cannot be what [#encode] writes
  public static void decode(
      Input in, int count, int from, int to, long[] dest, int destOff, Scratch scratch)
      throws CorruptBlock {
    long first = in.readZigZag();
    if (count == 1) {
      dest[destOff] = first;
      return;
    }
    long divisor = in.readVarint();
    if (divisor < 1) {
      throw new CorruptBlock("divisor %d".formatted(divisor));
    }
    int granules = granules(count);
    int[] forms = scratch.packedForms(granules);
    long[] bases = scratch.packedUnits(granules);
    long[] leasts = scratch.packedReferences(granules);
    long length = readHeads(in, count, forms, bases, leasts);
    int at = in.skip(length);
    int end = in.position();
    long[] run = scratch.packedRun(GRANULE);
    int firstGranule = from / GRANULE;
    int lastGranule = (to - 1) / GRANULE;
    for (int granule = 0; granule <= lastGranule; granule++) {
      int rows = rows(granule, count);
      int kind = forms[granule] / WIDTHS;
      int width = forms[granule] % WIDTHS;
      int runLength = runLength(kind, rows);
      if (granule >= firstGranule) {
        int start = granule * GRANULE;
        BitPacking.unpack(in.array(), at, end, width, 0, runLength, run, 0);
        toUnits(run, rows, kind, bases[granule], leasts[granule]);
        int low = Math.max(from, start);
        int high = Math.min(to, start + rows);
        for (int row = low; row < high; row++) {
          dest[destOff + row - from] = first + divisor * run[row - start];
        }
      }
      at += BitPacking.bytes(runLength, width);
    }
  }

  /// Reads all heads and returns the bytes of the runs behind them.
  private static long readHeads(Input in, int count, int[] forms, long[] bases, long[] leasts)
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
    return length;
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
}
