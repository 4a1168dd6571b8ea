package io.tsink.codec.histogram;

import io.tsink.api.HistogramColumn;
import io.tsink.api.HistogramLayout;
import io.tsink.spi.codec.CorruptBlock;
import io.tsink.spi.codec.Input;
import io.tsink.spi.codec.Output;

/// The layouts at the front of a payload.
final class Layouts {

  /// Each bucket is a column of at least this many bytes in some block.
  static final int MIN_COLUMN_BYTES = 2;

  private Layouts() {}

  static void put(HistogramLayout layout, Output out) {
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

  /// Reads all layouts into the dictionary of `dest` and their indexes there into `indexes`.
  ///
  /// Layouts must not claim more buckets than the payload can hold, or a few bytes would make the
  /// reader allocate gigabytes.
  static void read(Input in, int layouts, HistogramColumn dest, int[] indexes) throws CorruptBlock {
    long bucketsLeft = in.remaining() / MIN_COLUMN_BYTES;
    for (int i = 0; i < layouts; i++) {
      HistogramLayout layout = read(in, bucketsLeft);
      bucketsLeft -= layout.bucketCount();
      indexes[i] = dest.internLayout(layout);
    }
  }

  private static HistogramLayout read(Input in, long bucketsLeft) throws CorruptBlock {
    int schema = readInt(in);
    double threshold = in.readDouble();
    int[] positive = readSpans(in, bucketsLeft);
    int[] negative = readSpans(in, bucketsLeft);
    double[] bounds = new double[in.readCount(in.remaining() / Double.BYTES)];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = in.readDouble();
    }
    try {
      HistogramLayout layout = new HistogramLayout(schema, threshold, positive, negative, bounds);
      if (layout.bucketCount() > bucketsLeft) {
        throw new CorruptBlock("layouts of more buckets than there are bytes");
      }
      return layout;
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new CorruptBlock("impossible layout: " + e.getMessage());
    }
  }

  private static int[] readSpans(Input in, long bucketsLeft) throws CorruptBlock {
    int[] spans = new int[2 * in.readCount(in.remaining() / 2)];
    for (int i = 0; i < spans.length; i += 2) {
      spans[i] = readInt(in);
      spans[i + 1] = in.readCount((int) bucketsLeft);
    }
    return spans;
  }

  private static int readInt(Input in) throws CorruptBlock {
    long value = in.readZigZag();
    if (value != (int) value) {
      throw new CorruptBlock("%d is no index of a bucket".formatted(value));
    }
    return (int) value;
  }
}
