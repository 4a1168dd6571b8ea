package io.tsink.api.frame;

import io.tsink.api.CounterReset;
import io.tsink.api.HistogramColumn;
import io.tsink.api.HistogramLayout;
import java.util.Arrays;

/// The histograms of one body, with the numbering of their shapes. Confined and reusable.
final class HistogramCells {
  private static final CounterReset[] RESETS = CounterReset.values();

  /// Writing: the number in the body of each layout of the column, −1 before its first use.
  private int[] numbers = new int[0];

  /// Reading: the layouts of the body by number.
  private HistogramLayout[] layouts = new HistogramLayout[0];

  private int layoutCount;

  void startWriting(HistogramColumn column) {
    int count = column.layoutCount();
    if (numbers.length < count) {
      numbers = new int[count + (count >> 1)];
    }
    Arrays.fill(numbers, 0, count, -1);
    layoutCount = 0;
  }

  void write(HistogramColumn column, int row, FrameBuffer out) {
    int index = column.layoutIndex(row);
    HistogramLayout layout = column.layout(index);
    if (numbers[index] < 0) {
      numbers[index] = layoutCount++;
      out.putVar(numbers[index]);
      writeShape(layout, out);
    } else {
      out.putVar(numbers[index]);
    }
    int start = column.bucketStart(row);
    int end = start + layout.bucketCount();
    if (column.isFloat(row)) {
      out.putByte(column.reset(row).ordinal() | FrameFormat.FLOAT_COUNTS);
      out.putLong(column.countBits(row));
      out.putLong(column.zeroCountBits(row));
      out.putDouble(column.sum(row));
      double[] buckets = column.floatBuckets();
      for (int i = start; i < end; i++) {
        out.putDouble(buckets[i]);
      }
    } else {
      out.putByte(column.reset(row).ordinal());
      out.putVar(column.countBits(row));
      out.putVar(column.zeroCountBits(row));
      out.putDouble(column.sum(row));
      long[] buckets = column.integerBuckets();
      long previous = 0;
      for (int i = start; i < end; i++) {
        out.putSigned(buckets[i] - previous);
        previous = buckets[i];
      }
    }
  }

  private static void writeShape(HistogramLayout layout, FrameBuffer out) {
    out.putSigned(layout.schema());
    out.putDouble(layout.zeroThreshold());
    out.putVar(layout.positiveSpanCount());
    for (int i = 0; i < layout.positiveSpanCount(); i++) {
      out.putSigned(layout.positiveSpanOffset(i));
      out.putVar(layout.positiveSpanLength(i));
    }
    out.putVar(layout.negativeSpanCount());
    for (int i = 0; i < layout.negativeSpanCount(); i++) {
      out.putSigned(layout.negativeSpanOffset(i));
      out.putVar(layout.negativeSpanLength(i));
    }
    out.putVar(layout.customBoundCount());
    for (int i = 0; i < layout.customBoundCount(); i++) {
      out.putDouble(layout.customBound(i));
    }
  }

  void startReading() {
    Arrays.fill(layouts, null);
    layoutCount = 0;
  }

  /// Reads a histogram and appends it to a column.
  void read(FrameCursor in, HistogramColumn column) {
    int number = in.getIndex(layoutCount + 1, "histogram layout");
    if (number == layoutCount) {
      HistogramLayout shape = readShape(in);
      if (layouts.length == layoutCount) {
        layouts = Arrays.copyOf(layouts, Math.max(8, 2 * layoutCount));
      }
      layouts[layoutCount++] = shape;
    }
    HistogramLayout layout = layouts[number];
    int flags = in.getByte();
    int reset = flags & ~FrameFormat.FLOAT_COUNTS;
    if (reset >= RESETS.length) {
      throw in.malformed("histogram flags %02x".formatted(flags));
    }
    boolean floats = (flags & FrameFormat.FLOAT_COUNTS) != 0;
    long count = floats ? in.getLong() : in.getVar();
    long zeroCount = floats ? in.getLong() : in.getVar();
    double sum = in.getDouble();
    int buckets = layout.bucketCount();
    if (buckets > in.remaining() / (floats ? Double.BYTES : 1)) {
      throw in.malformed("the frame ends, expected %d buckets".formatted(buckets));
    }
    if (floats) {
      int start =
          column.appendFloats(
              layout,
              RESETS[reset],
              Double.longBitsToDouble(count),
              Double.longBitsToDouble(zeroCount),
              sum);
      double[] target = column.floatBuckets();
      for (int i = 0; i < buckets; i++) {
        target[start + i] = in.getDouble();
      }
    } else {
      int start = column.appendIntegers(layout, RESETS[reset], count, zeroCount, sum);
      long[] target = column.integerBuckets();
      long previous = 0;
      for (int i = 0; i < buckets; i++) {
        previous += in.getSigned();
        target[start + i] = previous;
      }
    }
  }

  private static HistogramLayout readShape(FrameCursor in) {
    int schema = readInt(in);
    double zeroThreshold = in.getDouble();
    int[] positive = readSpans(in);
    int[] negative = readSpans(in);
    double[] bounds = new double[in.getCount(Double.BYTES)];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = in.getDouble();
    }
    // Each bucket of the histogram that follows is at least a byte.
    if (lengthOf(positive) + lengthOf(negative) > in.remaining()) {
      throw in.malformed("a histogram layout with more buckets than bytes are left");
    }
    try {
      return new HistogramLayout(schema, zeroThreshold, positive, negative, bounds);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw in.malformed("histogram layout: %s".formatted(e.getMessage()));
    }
  }

  private static int[] readSpans(FrameCursor in) {
    int[] spans = new int[2 * in.getCount(2)];
    for (int i = 0; i < spans.length; i += 2) {
      spans[i] = readInt(in);
      spans[i + 1] = in.getIndex(HistogramLayout.MAX_BUCKETS + 1, "span of");
    }
    return spans;
  }

  private static long lengthOf(int[] spans) {
    long length = 0;
    for (int i = 1; i < spans.length; i += 2) {
      length += spans[i];
    }
    return length;
  }

  private static int readInt(FrameCursor in) {
    long value = in.getSigned();
    if (value != (int) value) {
      throw in.malformed("%d, expected a number of 32 bits".formatted(value));
    }
    return (int) value;
  }
}
