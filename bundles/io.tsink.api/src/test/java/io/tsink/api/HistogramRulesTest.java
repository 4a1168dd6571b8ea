package io.tsink.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HistogramRulesTest {

  private static final int[] NONE = {};
  private static final double[] NO_BOUNDS = {};

  private static HistogramLayout exponential(int schema, int[] positive, int[] negative) {
    return new HistogramLayout(schema, 1e-128, positive, negative, NO_BOUNDS);
  }

  private static HistogramLayout custom(int[] positive, double... bounds) {
    return new HistogramLayout(HistogramLayout.CUSTOM_BOUNDS, 0, positive, NONE, bounds);
  }

  private static NativeHistogram whole(
      HistogramLayout layout, long count, long zero, double sum, long... buckets) {
    return NativeHistogram.ofIntegers(layout, CounterReset.UNKNOWN, count, zero, sum, buckets);
  }

  private static NativeHistogram floats(
      HistogramLayout layout, double count, double zero, double... buckets) {
    return NativeHistogram.ofFloats(layout, CounterReset.UNKNOWN, count, zero, 1, buckets);
  }

  private static Stream<NativeHistogram> valid() {
    HistogramLayout both = exponential(8, new int[] {-5, 2, 0, 1}, new int[] {3, 1});
    return Stream.of(
        whole(both, 11, 1, 3.5, 1, 2, 3, 4),
        whole(both, 12, 1, Double.NaN, 1, 2, 3, 4),
        whole(exponential(52, NONE, NONE), 5, 5, 0),
        floats(both, 3, 0, 1, 2, 3, 4),
        floats(both, Double.NaN, 0, 1, 2, 3, 4),
        whole(custom(new int[] {0, 3}, 1, 2), 6, 0, 5, 1, 2, 3),
        whole(custom(NONE), 0, 0, 0),
        NativeHistogram.stale());
  }

  @ParameterizedTest
  @MethodSource("valid")
  void what_can_be_stored_has_no_fault(NativeHistogram histogram) {
    assertThat(HistogramRules.fault(histogram)).isNull();
  }

  private static Stream<Arguments> invalid() {
    HistogramLayout one = exponential(0, new int[] {0, 1}, NONE);
    HistogramLayout negative = exponential(0, NONE, new int[] {0, 2});
    int[] three = {0, 3};
    return Stream.of(
        Arguments.of(
            whole(one, 4, 2, 333, 1),
            "3 observations found in buckets, but the Count field is 4: histogram's observation"
                + " count should equal the number of observations found in the buckets (in absence"
                + " of NaN)"),
        Arguments.of(
            whole(one, 2, 2, Double.NaN, 1),
            "3 observations found in buckets, but the Count field is 2: histogram's observation"
                + " count should be at least the number of observations found in the buckets"),
        Arguments.of(
            whole(negative, 0, 0, 0, 1, -1),
            "negative side: bucket number 2 has observation count of -1: histogram has a bucket"
                + " whose observation count is negative"),
        Arguments.of(
            floats(one, 0, 0, -1.5),
            "positive side: bucket number 1 has observation count of -1.5: histogram has a bucket"
                + " whose observation count is negative"),
        Arguments.of(
            floats(one, -3, 0, 1),
            "observation count is -3: histogram's observation count is negative"),
        Arguments.of(
            whole(exponential(0, new int[] {0, 1, -1, 1}, NONE), 2, 0, 0, 1, 1),
            "positive side: span number 2 with offset -1: histogram has a span whose offset is"
                + " negative"),
        Arguments.of(
            whole(exponential(-5, NONE, NONE), 0, 0, 0),
            "histogram has an invalid schema, which must be between -4 and 8 for exponential"
                + " buckets, or -53 for custom buckets, got schema -5"),
        Arguments.of(
            whole(new HistogramLayout(0, 0, NONE, NONE, new double[] {1}), 0, 0, 0),
            "histogram with exponential schema must not have custom bounds"),
        Arguments.of(
            whole(custom(three, 2, 1), 3, 0, 0, 1, 1, 1),
            "custom buckets: previous bound is 2.000000 and current is 1.000000: histogram custom"
                + " bounds must be in strictly increasing order"),
        Arguments.of(
            whole(custom(three, 1, Double.POSITIVE_INFINITY), 3, 0, 0, 1, 1, 1),
            "custom buckets: last +Inf bound must not be explicitly defined: histogram custom"
                + " bounds must be finite"),
        Arguments.of(
            whole(custom(three, 1, Double.NaN), 3, 0, 0, 1, 1, 1),
            "custom buckets: histogram custom bounds must not be NaN"),
        Arguments.of(
            whole(custom(three, 1), 3, 0, 0, 1, 1, 1),
            "custom buckets: only 1 custom bounds defined which is insufficient to cover total"
                + " span length of 3: histogram custom bounds are too few"),
        Arguments.of(
            whole(custom(new int[] {-1, 1}, 1), 1, 0, 0, 1),
            "custom buckets: span number 1 with offset -1: histogram has a span whose offset is"
                + " negative"),
        Arguments.of(whole(custom(NONE), 1, 1, 0), "custom buckets: must have zero count of 0"),
        Arguments.of(
            whole(new HistogramLayout(-53, 0.5, NONE, NONE, NO_BOUNDS), 0, 0, 0),
            "custom buckets: must have zero threshold of 0"),
        Arguments.of(
            whole(new HistogramLayout(-53, 0, NONE, new int[] {0, 1}, NO_BOUNDS), 1, 0, 0, 1),
            "custom buckets: must not have negative spans"));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void what_cannot_be_stored_is_refused_in_words_that_senders_know(
      NativeHistogram histogram, String fault) {
    assertThat(HistogramRules.fault(histogram)).isEqualTo(fault);
  }

  @Test
  void spans_that_come_apart_from_their_buckets_are_compared_with_them() {
    int[] spans = {4, 2, 1, 3, 99};
    assertThat(HistogramRules.spansFault(true, spans, 4, 5)).isNull();
    assertThat(HistogramRules.spansFault(true, spans, 4, 4))
        .isEqualTo(
            "positive side: spans need 5 buckets, have 4 buckets: histogram spans specify different"
                + " number of buckets than provided");
    assertThat(HistogramRules.spansFault(false, new int[] {-9, 1, -1, 1}, 4, 2))
        .isEqualTo(
            "negative side: span number 2 with offset -1: histogram has a span whose offset is"
                + " negative");
  }

  @ParameterizedTest
  @ValueSource(ints = {-53, -4, 0, 8, 9, 52})
  void schemas_that_can_be_stored_or_reduced_have_no_fault(int schema) {
    assertThat(HistogramRules.schemaFault(schema)).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {-54, -52, -9, -5, 53})
  void other_schemas_are_refused(int schema) {
    assertThat(HistogramRules.schemaFault(schema)).contains("got schema " + schema);
  }

  @Test
  void reducing_by_one_adds_pairs_that_end_at_the_same_bound() {
    // Buckets -2…3 of schema 1 end at bounds of schema 0 with even indexes.
    NativeHistogram fine =
        whole(
            exponential(1, new int[] {-2, 6}, new int[] {1, 1, 1, 1}),
            28,
            0,
            9,
            1,
            2,
            3,
            4,
            5,
            6,
            3,
            4);
    NativeHistogram coarse = HistogramRules.reduced(fine, 0);
    assertThat(coarse.layout().schema()).isZero();
    assertThat(indexes(coarse)).containsExactly(-1, 0, 1, 2, 1, 2);
    assertThat(coarse.integerBuckets()).containsExactly(1, 5, 9, 6, 3, 4);
    assertThat(coarse.countBits()).isEqualTo(28);
    assertThat(coarse.sum()).isEqualTo(9);
  }

  @Test
  void reducing_keeps_the_gaps_between_spans() {
    NativeHistogram fine =
        floats(exponential(10, new int[] {1, 2, 40, 1}, NONE), 6, 0, 1.5, 2.5, 2);
    NativeHistogram coarse = HistogramRules.reduced(fine);
    assertThat(coarse.layout().schema()).isEqualTo(8);
    // Index 43 becomes ceil(43 / 4).
    assertThat(indexes(coarse)).containsExactly(1, 11);
    assertThat(coarse.floatBuckets()).containsExactly(4, 2);
    assertThat(HistogramRules.fault(coarse)).isNull();
  }

  @Test
  void every_index_falls_into_the_bucket_that_contains_it() {
    for (int index = -40; index <= 40; index++) {
      NativeHistogram coarse =
          HistogramRules.reduced(whole(exponential(5, new int[] {index, 1}, NONE), 1, 0, 1, 1), 3);
      assertThat(indexes(coarse)).containsExactly((int) Math.ceil(index / 4.0));
    }
  }

  @Test
  void coarse_histograms_and_custom_bounds_are_left_alone() {
    NativeHistogram coarse = whole(exponential(8, NONE, NONE), 0, 0, 0);
    NativeHistogram bounds = whole(custom(NONE), 0, 0, 0);
    assertThat(HistogramRules.reduced(coarse)).isSameAs(coarse);
    assertThat(HistogramRules.reduced(bounds)).isSameAs(bounds);
  }

  @Test
  void a_row_is_reduced_into_another_column() {
    HistogramColumn source = new HistogramColumn();
    source.append(whole(exponential(9, new int[] {1, 2}, NONE), 3, 0, 1, 1, 2));
    HistogramColumn dest = new HistogramColumn();
    HistogramRules.appendReduced(source, 0, HistogramRules.MAX_SCHEMA, dest);
    assertThat(dest.toNativeHistogram(0))
        .isEqualTo(whole(exponential(8, new int[] {1, 1}, NONE), 3, 0, 1, 3));
  }

  private static int[] indexes(NativeHistogram histogram) {
    int[] indexes = new int[histogram.layout().bucketCount()];
    Arrays.setAll(indexes, histogram.layout()::bucketIndex);
    return indexes;
  }
}
