package io.tsink.testkit.storage;

import io.tsink.api.NativeHistogram;
import io.tsink.api.Value;
import java.util.Arrays;

/// One version of a sample: what one commit said about one time of a series.
///
/// @param start the start timestamp, 0 when unknown
/// @param sequence of the commit
record Version(long time, Value value, long start, long sequence) {

  /// Which of two versions of one time wins: the higher sequence, then the greater bits.
  static Version winner(Version a, Version b) {
    if (a.sequence != b.sequence) {
      return a.sequence > b.sequence ? a : b;
    }
    return compareBits(a, b) >= 0 ? a : b;
  }

  private static int compareBits(Version a, Version b) {
    if (a.value.kind() != b.value.kind()) {
      return a.value.kind().compareTo(b.value.kind());
    }
    int order =
        switch (a.value) {
          case Value.Bytes bytes ->
              Arrays.compareUnsigned(bytes.value(), ((Value.Bytes) b.value).value());
          case Value.Text(String text) -> text.compareTo(((Value.Text) b.value).value());
          case Value.Histogram(NativeHistogram histogram) ->
              histogram.toString().compareTo(((Value.Histogram) b.value).value().toString());
          case Value.F64 _, Value.I64 _, Value.U64 _, Value.Bool _ ->
              Long.compareUnsigned(bits(a.value), bits(b.value));
        };
    return order == 0 ? Long.compare(a.start, b.start) : order;
  }

  private static long bits(Value value) {
    return switch (value) {
      case Value.F64(double number) -> Double.doubleToRawLongBits(number);
      case Value.I64(long number) -> number;
      case Value.U64(long number) -> number;
      case Value.Bool(boolean truth) -> truth ? 1 : 0;
      case Value.Bytes _, Value.Text _, Value.Histogram _ ->
          throw new IllegalArgumentException("%s has no bits".formatted(value.kind()));
    };
  }

  Version withValue(Value changed) {
    return new Version(time, changed, start, sequence);
  }
}
