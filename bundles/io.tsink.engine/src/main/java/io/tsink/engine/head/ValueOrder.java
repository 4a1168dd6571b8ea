package io.tsink.engine.head;

import io.tsink.api.BytesColumn;
import io.tsink.api.HistogramColumn;
import io.tsink.api.store.Block;
import java.util.Arrays;

/// The order of values that decides between samples of equal series, time and sequence, so that
/// every copy of a store keeps the same one. It means nothing else.
public final class ValueOrder {
  private ValueOrder() {}

  /// Orders two samples by kind, then value, then start timestamp.
  public static int compare(Block a, int row, Block b, int other) {
    if (a.kind() != b.kind()) {
      return a.kind().compareTo(b.kind());
    }
    int order =
        switch (a.kind()) {
          case F64 ->
              Long.compareUnsigned(
                  Double.doubleToRawLongBits(a.doubles()[row]),
                  Double.doubleToRawLongBits(b.doubles()[other]));
          case I64, U64 -> Long.compareUnsigned(a.longs()[row], b.longs()[other]);
          case BOOL -> Boolean.compare(a.bool(row), b.bool(other));
          case BYTES, STRING -> compare(a.bytes(), row, b.bytes(), other);
          case HISTOGRAM -> compare(a.histograms(), row, b.histograms(), other);
        };
    return order == 0 ? Long.compare(a.start(row), b.start(other)) : order;
  }

  static int compare(BytesColumn a, int row, BytesColumn b, int other) {
    return Arrays.compareUnsigned(
        a.arena(), a.start(row), a.end(row), b.arena(), b.start(other), b.end(other));
  }

  static int compare(HistogramColumn a, int row, HistogramColumn b, int other) {
    return a.toNativeHistogram(row).toString().compareTo(b.toNativeHistogram(other).toString());
  }
}
