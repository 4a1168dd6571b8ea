package io.tsink.testkit.storage;

import io.tsink.api.HistogramLayout;
import io.tsink.api.NativeHistogram;
import io.tsink.api.Value;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.LongStream;

/// Samples as text that is the same exactly when their bits are.
final class SampleText {
  private SampleText() {}

  static String of(long time, Value value, long start) {
    return time + " " + of(value) + (start == 0 ? "" : " since " + start);
  }

  static String of(Value value) {
    return switch (value) {
      case Value.F64(double number) -> "f64 " + number(number);
      case Value.I64(long number) -> "i64 " + number;
      case Value.U64(long number) -> "u64 " + Long.toUnsignedString(number);
      case Value.Bool(boolean truth) -> "bool " + truth;
      case Value.Bytes bytes -> "bytes " + HexFormat.of().formatHex(bytes.value());
      case Value.Text(String text) -> "string \"" + text + '"';
      case Value.Histogram(NativeHistogram histogram) -> "histogram " + of(histogram);
    };
  }

  /// The shortest decimal form, and the bits of NaN, of which there are many.
  private static String number(double number) {
    return Double.isNaN(number)
        ? "NaN(" + Long.toHexString(Double.doubleToRawLongBits(number)) + ")"
        : Double.toString(number);
  }

  private static String of(NativeHistogram histogram) {
    String buckets =
        histogram.isFloat()
            ? Arrays.stream(histogram.floatBuckets())
                .mapToObj(SampleText::number)
                .toList()
                .toString()
            : LongStream.of(histogram.integerBuckets())
                .mapToObj(Long::toUnsignedString)
                .toList()
                .toString();
    return "%s %s, count %s, zero %s, sum %s, buckets %s, %s"
        .formatted(
            histogram.isFloat() ? "float" : "integer",
            histogram.reset(),
            Long.toHexString(histogram.countBits()),
            Long.toHexString(histogram.zeroCountBits()),
            number(histogram.sum()),
            buckets,
            of(histogram.layout()));
  }

  private static String of(HistogramLayout layout) {
    return layout.toString();
  }
}
