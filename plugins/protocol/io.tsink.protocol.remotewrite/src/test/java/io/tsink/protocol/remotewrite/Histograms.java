package io.tsink.protocol.remotewrite;

import static io.tsink.protocol.remotewrite.Prompb.series;
import static io.tsink.protocol.remotewrite.Prompb.span;
import static io.tsink.protocol.remotewrite.Prompb.start;

import io.tsink.api.CounterReset;
import io.tsink.api.HistogramLayout;
import io.tsink.api.NativeHistogram;

/// Histograms as senders make them, and what they are in rows.
final class Histograms {
  private static final HistogramLayout LAYOUT =
      new HistogramLayout(2, 0.001, new int[] {0, 2, 1, 1}, new int[] {-1, 2}, new double[0]);

  static final String INTEGER_ROW =
      "h{job=\"a\"} %s @1500"
          .formatted(
              NativeHistogram.ofIntegers(
                  LAYOUT, CounterReset.NOT_RESET, 15, 2, 18.4, new long[] {1, 3, 2, 5, 2}));

  static final String FLOAT_ROW =
      "h{job=\"f\"} %s @1500"
          .formatted(
              NativeHistogram.ofFloats(
                  LAYOUT, CounterReset.GAUGE, 15.5, 2.5, 18.4, new double[] {1, 3, 2, 5, 2}));

  private Histograms() {}

  static Prompb.Message integers() {
    return integers("h", "a");
  }

  static Prompb.Message integers(String name, String job) {
    return series("__name__", name, "job", job).with("histograms", integer());
  }

  /// Buckets 1, 3, gap, 2 above zero and 5, 2 below.
  static Prompb.Message integer() {
    return start("Histogram")
        .with("count_int", 15L)
        .with("sum", 18.4)
        .with("schema", 2)
        .with("zero_threshold", 0.001)
        .with("zero_count_int", 2L)
        .with("negative_spans", span(-1, 2))
        .with("negative_deltas", 5L)
        .with("negative_deltas", -3L)
        .with("positive_spans", span(0, 2))
        .with("positive_spans", span(1, 1))
        .with("positive_deltas", 1L)
        .with("positive_deltas", 2L)
        .with("positive_deltas", -1L)
        .with("reset_hint", 2)
        .with("timestamp", 1500L);
  }

  static Prompb.Message floats() {
    return series("__name__", "h", "job", "f")
        .with(
            "histograms",
            start("Histogram")
                .with("count_float", 15.5)
                .with("sum", 18.4)
                .with("schema", 2)
                .with("zero_threshold", 0.001)
                .with("zero_count_float", 2.5)
                .with("negative_spans", span(-1, 2))
                .with("negative_counts", 5.0)
                .with("negative_counts", 2.0)
                .with("positive_spans", span(0, 2))
                .with("positive_spans", span(1, 1))
                .with("positive_counts", 1.0)
                .with("positive_counts", 3.0)
                .with("positive_counts", 2.0)
                .with("reset_hint", 3)
                .with("timestamp", 1500L));
  }
}
