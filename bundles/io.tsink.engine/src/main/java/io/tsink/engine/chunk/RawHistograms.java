package io.tsink.engine.chunk;

import io.tsink.api.CounterReset;
import io.tsink.api.HistogramColumn;
import io.tsink.api.HistogramLayout;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.DecodeCost;
import io.tsink.spi.codec.EncodeContext;
import io.tsink.spi.codec.HistogramCodec;
import io.tsink.spi.codec.HistogramStats;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Output;
import io.tsink.spi.codec.Scratch;

/// Histograms as they are: the layouts, then the rows.
///
/// ```
/// payload = layoutCount:varint layout* row*
/// layout  = schema:zigzag zeroThreshold:f64 spans spans boundCount:varint bound:f64*
/// spans   = spanCount:varint (offset:zigzag length:varint)*
/// row     = layout:varint flags:u8 count:u64 zeroCount:u64 sum:f64 bucket:u64*
/// ```
///
/// Bits 0…6 of `flags` are the reset hint; bit 7 says that counts are doubles, kept as raw bits.
final class RawHistograms implements HistogramCodec {

  private static final CounterReset[] RESETS = CounterReset.values();
  private static final int FLOATS = 0x80;
  private static final int ROW_BYTES = 2 + 3 * Long.BYTES;

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
  public int bound(HistogramStats stats) {
    long bytes = (long) stats.count() * ROW_BYTES + stats.buckets() * Long.BYTES;
    return (int) Math.min(bytes, Integer.MAX_VALUE - 1);
  }

  @Override
  public void encode(HistogramColumn values, int from, int to, EncodeContext context, Output out) {
    int[] numbers = context.scratch().ints(0, values.layoutCount());
    int layouts = numberLayouts(values, from, to, numbers);
    int[] order = context.scratch().ints(1, layouts);
    for (int layout = 0; layout < values.layoutCount(); layout++) {
      if (numbers[layout] >= 0) {
        order[numbers[layout]] = layout;
      }
    }
    out.putVarint(layouts);
    for (int i = 0; i < layouts; i++) {
      writeLayout(values.layout(order[i]), out);
    }
    for (int row = from; row < to; row++) {
      int layout = values.layoutIndex(row);
      out.putVarint(numbers[layout]);
      writeRow(values, row, values.layout(layout).bucketCount(), out);
    }
  }

  /// Numbers the layouts in the order of their first rows, −1 for those without a row.
  private static int numberLayouts(HistogramColumn values, int from, int to, int[] numbers) {
    for (int layout = 0; layout < values.layoutCount(); layout++) {
      numbers[layout] = -1;
    }
    int count = 0;
    for (int row = from; row < to; row++) {
      int layout = values.layoutIndex(row);
      if (numbers[layout] < 0) {
        numbers[layout] = count++;
      }
    }
    return count;
  }

  private static void writeLayout(HistogramLayout layout, Output out) {
    out.putZigZag(layout.schema());
    out.putDouble(layout.zeroThreshold());
    out.putVarint(layout.positiveSpanCount());
    for (int i = 0; i < layout.positiveSpanCount(); i++) {
      out.putZigZag(layout.positiveSpanOffset(i));
      out.putVarint(layout.positiveSpanLength(i));
    }
    out.putVarint(layout.negativeSpanCount());
    for (int i = 0; i < layout.negativeSpanCount(); i++) {
      out.putZigZag(layout.negativeSpanOffset(i));
      out.putVarint(layout.negativeSpanLength(i));
    }
    out.putVarint(layout.customBoundCount());
    for (int i = 0; i < layout.customBoundCount(); i++) {
      out.putDouble(layout.customBound(i));
    }
  }

  private static void writeRow(HistogramColumn values, int row, int buckets, Output out) {
    boolean floats = values.isFloat(row);
    out.putByte(values.reset(row).ordinal() | (floats ? FLOATS : 0));
    out.putLong(values.countBits(row));
    out.putLong(values.zeroCountBits(row));
    out.putDouble(values.sum(row));
    int start = values.bucketStart(row);
    for (int i = start; i < start + buckets; i++) {
      if (floats) {
        out.putDouble(values.floatBuckets()[i]);
      } else {
        out.putLong(values.integerBuckets()[i]);
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
      HistogramColumn dest,
      Scratch scratch)
      throws CorruptBlock {
    Input in = scratch.input(src, off, len);
    HistogramLayout[] layouts = new HistogramLayout[in.readCount(count)];
    for (int i = 0; i < layouts.length; i++) {
      layouts[i] = readLayout(in);
    }
    for (int row = 0; row < to; row++) {
      int number = in.readCount(layouts.length - 1);
      if (row < from) {
        in.skip(1 + 3L * Long.BYTES + (long) layouts[number].bucketCount() * Long.BYTES);
      } else {
        readRow(in, layouts[number], dest);
      }
    }
  }

  private static HistogramLayout readLayout(Input in) throws CorruptBlock {
    int schema = (int) in.readZigZag();
    double zeroThreshold = in.readDouble();
    int[] positive = readSpans(in);
    int[] negative = readSpans(in);
    double[] bounds = new double[in.readCount(in.remaining() / Double.BYTES)];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = in.readDouble();
    }
    try {
      return new HistogramLayout(schema, zeroThreshold, positive, negative, bounds);
    } catch (IllegalArgumentException e) {
      throw new CorruptBlock("a layout cannot be: " + e.getMessage());
    }
  }

  private static int[] readSpans(Input in) throws CorruptBlock {
    int[] spans = new int[2 * in.readCount(in.remaining() / 2)];
    for (int i = 0; i < spans.length; i += 2) {
      spans[i] = (int) in.readZigZag();
      spans[i + 1] = in.readCount(HistogramLayout.MAX_BUCKETS);
    }
    return spans;
  }

  private static void readRow(Input in, HistogramLayout layout, HistogramColumn dest)
      throws CorruptBlock {
    int flags = in.readByte();
    int hint = flags & ~FLOATS;
    if (hint >= RESETS.length) {
      throw new CorruptBlock("reset hint %d, expected at most %d".formatted(hint, RESETS.length));
    }
    long count = in.readLong();
    long zeroCount = in.readLong();
    double sum = in.readDouble();
    int buckets = layout.bucketCount();
    if (in.remaining() < (long) buckets * Long.BYTES) {
      throw new CorruptBlock("%d buckets in %d bytes".formatted(buckets, in.remaining()));
    }
    if ((flags & FLOATS) != 0) {
      int start =
          dest.appendFloats(
              layout,
              RESETS[hint],
              Double.longBitsToDouble(count),
              Double.longBitsToDouble(zeroCount),
              sum);
      double[] into = dest.floatBuckets();
      for (int i = 0; i < buckets; i++) {
        into[start + i] = in.readDouble();
      }
    } else {
      int start = dest.appendIntegers(layout, RESETS[hint], count, zeroCount, sum);
      long[] into = dest.integerBuckets();
      for (int i = 0; i < buckets; i++) {
        into[start + i] = in.readLong();
      }
    }
  }
}
