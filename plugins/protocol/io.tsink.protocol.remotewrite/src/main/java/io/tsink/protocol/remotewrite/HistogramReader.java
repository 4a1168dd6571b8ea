package io.tsink.protocol.remotewrite;

import io.tsink.api.CounterReset;
import io.tsink.api.HistogramColumn;
import io.tsink.api.HistogramLayout;
import io.tsink.api.HistogramRules;
import io.tsink.api.store.Reason;
import io.tsink.api.store.SampleBatch;
import io.tsink.spi.ingest.SampleSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the histograms of series. Confined and reusable; a histogram of a shape that was lately
/// seen costs no object.
final class HistogramReader {
  private static final CounterReset[] RESETS = CounterReset.values();

  private final Wire wire;
  private final LayoutCache layouts = new LayoutCache();
  private final HistogramColumn column = new HistogramColumn();
  private final Side positive = new Side();
  private final Side negative = new Side();
  private final Doubles bounds = new Doubles();

  private boolean isFloat;
  private long count;
  private long zeroCount;
  private double sum;
  private int schema;
  private double zeroThreshold;
  private int reset;
  private long time;

  HistogramReader(Wire wire) {
    this.wire = wire;
  }

  /// The buckets of one sign as they are sent: spans, and differences or counts.
  private static final class Side {
    private int[] spans = new int[16];
    private int spanEnd;
    private long[] deltas = new long[64];
    private int deltaCount;
    private final Doubles counts = new Doubles();

    void clear() {
      spanEnd = 0;
      deltaCount = 0;
      counts.clear();
    }

    void addSpan(int offset, int length) {
      if (spanEnd == spans.length) {
        spans = Arrays.copyOf(spans, 2 * spanEnd);
      }
      spans[spanEnd++] = offset;
      spans[spanEnd++] = length;
    }

    void addDelta(long delta) {
      if (deltaCount == deltas.length) {
        deltas = Arrays.copyOf(deltas, 2 * deltaCount);
      }
      deltas[deltaCount++] = delta;
    }
  }

  /// A growing array.
  private static final class Doubles {
    private double[] values = new double[64];
    private int count;

    void clear() {
      count = 0;
    }

    void add(double value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }
  }

  /// Reads the histogram at the wire's place and adds it to the batch, or reports why it is
  /// invalid.
  void read(int position, int slot, SampleSink sink) {
    int start = wire.at();
    int outer = wire.enter();
    readFields();
    String fault = append();
    if (fault == null) {
      SampleBatch batch = sink.batch();
      batch.origin(batch.addHistogram(slot, time, column, column.size() - 1), position);
    } else {
      sink.reject(
          position, Reason.INVALID_HISTOGRAM, fault, wire.bytes(), start, wire.at() - start);
    }
    wire.leave(outer);
  }

  private void readFields() {
    clear();
    while (wire.more()) {
      int tag = wire.tag();
      switch (tag) {
        case 1 << 3 | Wire.VARINT -> {
          count = wire.varint();
          isFloat = false;
        }
        case 2 << 3 | Wire.FIXED64 -> {
          count = wire.fixed64();
          isFloat = true;
        }
        case 3 << 3 | Wire.FIXED64 -> sum = wire.number();
        case 4 << 3 | Wire.VARINT -> schema = (int) wire.zigzag();
        case 5 << 3 | Wire.FIXED64 -> zeroThreshold = wire.number();
        case 6 << 3 | Wire.VARINT, 7 << 3 | Wire.FIXED64 -> zeroCount = readCell(tag);
        case 8 << 3 | Wire.BYTES -> readSpan(negative);
        case 9 << 3 | Wire.BYTES -> readDeltas(negative);
        case 9 << 3 | Wire.VARINT -> negative.addDelta(wire.zigzag());
        case 10 << 3 | Wire.BYTES -> readDoubles(negative.counts);
        case 10 << 3 | Wire.FIXED64 -> negative.counts.add(wire.number());
        case 11 << 3 | Wire.BYTES -> readSpan(positive);
        case 12 << 3 | Wire.BYTES -> readDeltas(positive);
        case 12 << 3 | Wire.VARINT -> positive.addDelta(wire.zigzag());
        case 13 << 3 | Wire.BYTES -> readDoubles(positive.counts);
        case 13 << 3 | Wire.FIXED64 -> positive.counts.add(wire.number());
        case 14 << 3 | Wire.VARINT -> reset = (int) wire.varint();
        case 15 << 3 | Wire.VARINT -> time = wire.varint();
        case 16 << 3 | Wire.BYTES -> readDoubles(bounds);
        case 16 << 3 | Wire.FIXED64 -> bounds.add(wire.number());
        default -> wire.skip(tag);
      }
    }
  }

  private void clear() {
    column.clear();
    if (column.layoutCount() > LayoutCache.SIZE) {
      column.forgetLayouts();
    }
    positive.clear();
    negative.clear();
    bounds.clear();
    isFloat = false;
    count = 0;
    zeroCount = 0;
    sum = 0;
    schema = 0;
    zeroThreshold = 0;
    reset = 0;
    time = 0;
  }

  private long readCell(int tag) {
    return (tag & 7) == Wire.VARINT ? wire.varint() : wire.fixed64();
  }

  private void readSpan(Side side) {
    int outer = wire.enter();
    long offset = 0;
    long length = 0;
    while (wire.more()) {
      int tag = wire.tag();
      switch (tag) {
        case 1 << 3 | Wire.VARINT -> offset = wire.zigzag();
        case 2 << 3 | Wire.VARINT -> length = wire.varint();
        default -> wire.skip(tag);
      }
    }
    wire.leave(outer);
    if ((int) offset != offset || length < 0 || length > Integer.MAX_VALUE) {
      throw wire.fault("a span of offset %d and length %d".formatted(offset, length));
    }
    side.addSpan((int) offset, (int) length);
  }

  private void readDeltas(Side side) {
    int outer = wire.enter();
    while (wire.more()) {
      side.addDelta(wire.zigzag());
    }
    wire.leave(outer);
  }

  private void readDoubles(Doubles list) {
    int outer = wire.enter();
    while (wire.more()) {
      list.add(wire.number());
    }
    wire.leave(outer);
  }

  /// Appends what was read to the column, as its last row, or returns why it is invalid.
  private @Nullable String append() {
    String fault = HistogramRules.schemaFault(schema);
    if (fault == null) {
      fault = spansFault(true, positive);
    }
    if (fault == null) {
      fault = spansFault(false, negative);
    }
    if (fault != null) {
      return fault;
    }
    HistogramLayout layout;
    try {
      layout =
          layouts.get(
              schema,
              zeroThreshold,
              positive.spans,
              positive.spanEnd,
              negative.spans,
              negative.spanEnd,
              bounds.values,
              bounds.count);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return String.valueOf(e.getMessage());
    }
    CounterReset hint = reset >= 0 && reset < RESETS.length ? RESETS[reset] : CounterReset.UNKNOWN;
    if (isFloat) {
      appendFloats(layout, hint);
    } else {
      appendIntegers(layout, hint);
    }
    fault = HistogramRules.fault(column, 0);
    if (fault == null && layout.schema() > HistogramRules.MAX_SCHEMA) {
      HistogramRules.appendReduced(column, 0, HistogramRules.MAX_SCHEMA, column);
    }
    return fault;
  }

  private @Nullable String spansFault(boolean isPositive, Side side) {
    int buckets = isFloat ? side.counts.count : side.deltaCount;
    return HistogramRules.spansFault(isPositive, side.spans, side.spanEnd, buckets);
  }

  private void appendIntegers(HistogramLayout layout, CounterReset hint) {
    int at = column.appendIntegers(layout, hint, count, zeroCount, sum);
    at = accumulate(positive, at);
    var _ = accumulate(negative, at);
  }

  /// Writes the counts that the differences of a side make.
  private int accumulate(Side side, int start) {
    long[] buckets = column.integerBuckets();
    long value = 0;
    for (int i = 0; i < side.deltaCount; i++) {
      value += side.deltas[i];
      buckets[start + i] = value;
    }
    return start + side.deltaCount;
  }

  private void appendFloats(HistogramLayout layout, CounterReset hint) {
    int at =
        column.appendFloats(
            layout, hint, Double.longBitsToDouble(count), Double.longBitsToDouble(zeroCount), sum);
    double[] buckets = column.floatBuckets();
    System.arraycopy(positive.counts.values, 0, buckets, at, positive.counts.count);
    System.arraycopy(
        negative.counts.values, 0, buckets, at + positive.counts.count, negative.counts.count);
  }
}
