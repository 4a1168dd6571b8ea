package io.tsink.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class HistogramColumnTest {

  private static HistogramLayout layout(int... positiveSpans) {
    return new HistogramLayout(3, 0.001, positiveSpans, new int[] {1, 1}, new double[0]);
  }

  private static NativeHistogram integers(long... buckets) {
    return NativeHistogram.ofIntegers(
        layout(0, buckets.length - 1), CounterReset.NOT_RESET, 42, 7, 1.5, buckets);
  }

  private static NativeHistogram floats(double... buckets) {
    return NativeHistogram.ofFloats(
        layout(0, buckets.length - 1), CounterReset.GAUGE, 0.5, 0.25, -1.5, buckets);
  }

  @Test
  void what_goes_in_comes_out_whole_and_floating_point_alike() {
    HistogramColumn column = new HistogramColumn();
    NativeHistogram[] histograms = {
      integers(1, 2, 3), floats(0.1, Double.NaN), NativeHistogram.stale(), integers(1, 2, -1)
    };
    for (NativeHistogram histogram : histograms) {
      column.append(histogram);
    }
    for (int row = 0; row < histograms.length; row++) {
      assertThat(column.toNativeHistogram(row)).isEqualTo(histograms[row]);
    }
    assertThat(column.reset(1)).isEqualTo(CounterReset.GAUGE);
    assertThat(column.isStale(2)).isTrue();
    assertThat(column.isStale(1)).isFalse();
  }

  @Test
  void equal_layouts_are_one_instance_in_a_column() {
    HistogramColumn column = new HistogramColumn();
    column.append(integers(1, 2));
    column.append(integers(1, 2, 3));
    column.append(integers(3, 4));
    assertThat(column.layoutCount()).isEqualTo(2);
    assertThat(column.layoutIndex(2)).isEqualTo(column.layoutIndex(0));
    assertThat(column.layoutIndex(1)).isNotEqualTo(column.layoutIndex(0));
  }

  @Test
  void a_row_of_another_column_is_appended_with_its_layout() {
    HistogramColumn source = new HistogramColumn();
    source.append(floats(1, 2));
    source.append(integers(5, 6, 7));
    HistogramColumn dest = new HistogramColumn();
    dest.append(source, 1);
    dest.append(source, 0);
    assertThat(dest.toNativeHistogram(0)).isEqualTo(integers(5, 6, 7));
    assertThat(dest.toNativeHistogram(1)).isEqualTo(floats(1, 2));
  }

  @Test
  void counts_above_the_signed_range_become_the_nearest_double() {
    HistogramColumn source = new HistogramColumn();
    source.append(integers(-1, Long.MIN_VALUE));
    HistogramColumn dest = new HistogramColumn();
    dest.appendAsFloats(source, 0);
    assertThat(dest.isFloat(0)).isTrue();
    assertThat(dest.bucket(0, 0)).isEqualTo(0x1p64);
    assertThat(dest.bucket(0, 1)).isEqualTo(0x1p63);
    assertThat(dest.toNativeHistogram(0)).isEqualTo(integers(-1, Long.MIN_VALUE).toFloat());
  }

  @Test
  void truncating_frees_the_bucket_counts_of_both_sorts() {
    HistogramColumn column = new HistogramColumn();
    column.append(integers(1, 2));
    column.append(floats(1, 2));
    column.append(integers(3, 4));
    column.append(floats(3, 4));
    column.truncate(1);
    column.append(floats(5, 6));
    column.append(integers(7, 8));
    assertThat(column.bucketStart(1)).isZero();
    assertThat(column.bucketStart(2)).isEqualTo(2);
    assertThat(column.toNativeHistogram(0)).isEqualTo(integers(1, 2));
    assertThat(column.toNativeHistogram(1)).isEqualTo(floats(5, 6));
    assertThat(column.toNativeHistogram(2)).isEqualTo(integers(7, 8));
  }

  @Test
  void the_dictionary_outlives_clearing_until_it_is_forgotten() {
    HistogramColumn column = new HistogramColumn();
    column.append(integers(1, 2));
    column.clear();
    assertThat(column.size()).isZero();
    assertThat(column.layoutCount()).isEqualTo(1);
    column.forgetLayouts();
    assertThat(column.layoutCount()).isZero();
  }

  @Test
  void buckets_are_counted_through_from_positive_to_negative() {
    HistogramLayout layout =
        new HistogramLayout(0, 0, new int[] {-2, 2, 3, 1}, new int[] {1, 1, 0, 2}, new double[0]);
    assertThat(layout.positiveCount()).isEqualTo(3);
    assertThat(layout.negativeCount()).isEqualTo(3);
    int[] indexes = new int[6];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = layout.bucketIndex(i);
    }
    assertThat(indexes).containsExactly(-2, -1, 3, 1, 2, 3);
  }

  @Test
  void a_layout_refuses_what_cannot_be_spans() {
    assertThatIllegalArgumentException().isThrownBy(() -> layout(1));
    assertThatIllegalArgumentException().isThrownBy(() -> layout(0, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> layout(0, HistogramLayout.MAX_BUCKETS));
  }

  @Test
  void a_histogram_needs_as_many_counts_as_its_layout_has_buckets() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> NativeHistogram.ofIntegers(layout(0, 3), CounterReset.UNKNOWN, 0, 0, 0, 1, 2));
  }
}
