package io.tsink.testkit.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tsink.api.CounterReset;
import io.tsink.api.DataPoint;
import io.tsink.api.HistogramLayout;
import io.tsink.api.NativeHistogram;
import io.tsink.api.Row;
import io.tsink.api.StaleMarker;
import io.tsink.api.Value;
import io.tsink.api.store.Aggregation;
import io.tsink.api.store.BytesDecoder;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.QueryOptions;
import io.tsink.api.store.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What `selectWithOptions` makes of fixed samples.
final class AggregationTest {
  private static final QueryOptions ALL = QueryOptions.over(0, 1_000);

  private final ModelStorage storage = ModelStorage.open();

  @AfterEach
  void close() {
    storage.close();
  }

  private void insert(long firstTime, long step, Value... values) {
    var rows = new ArrayList<Row>();
    for (int i = 0; i < values.length; i++) {
      rows.add(new Row("m", List.of(), new DataPoint(firstTime + i * step, values[i])));
    }
    storage.insertRows(rows);
  }

  private void insertDoubles(double... values) {
    Value[] boxed = new Value[values.length];
    for (int i = 0; i < values.length; i++) {
      boxed[i] = new Value.F64(values[i]);
    }
    insert(10, 10, boxed);
  }

  private List<DataPoint> select(QueryOptions options) {
    return storage.selectWithOptions("m", List.of(), options);
  }

  private DataPoint one(Aggregation aggregation) {
    List<DataPoint> points = select(ALL.withAggregation(aggregation));
    assertThat(points).hasSize(1);
    return points.getFirst();
  }

  private static DataPoint point(long time, double value) {
    return new DataPoint(time, new Value.F64(value));
  }

  private void assertUnsupported(QueryOptions options) {
    assertThatThrownBy(() -> select(options))
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED_AGGREGATION));
  }

  @ParameterizedTest
  @CsvSource({
    "SUM, 50, 24",
    "MIN, 20, 1",
    "MAX, 40, 9",
    "AVG, 50, 4.8",
    "FIRST, 10, 4",
    "LAST, 50, 7",
    "MEDIAN, 50, 4",
    "RANGE, 50, 8",
    "VARIANCE, 50, 8.16",
    "STDDEV, 50, 2.85657137141714",
  })
  void each_aggregation_of_doubles(Aggregation aggregation, long time, double value) {
    insertDoubles(4, 1, 3, 9, 7);

    DataPoint point = one(aggregation);

    assertThat(point.timestamp()).isEqualTo(time);
    assertThat(((Value.F64) point.value()).value()).isCloseTo(value, within(1e-15));
  }

  @Test
  void none_gives_the_samples() {
    insertDoubles(4, 1);

    assertThat(select(ALL)).containsExactly(point(10, 4), point(20, 1));
  }

  @Test
  void a_count_is_an_unsigned_integer() {
    insertDoubles(4, 1, 3);

    assertThat(one(Aggregation.COUNT)).isEqualTo(new DataPoint(30, new Value.U64(3)));
  }

  @Test
  void of_equal_extremes_the_first_is_given() {
    insertDoubles(2, 5, 5, 2, -0.0, 0.0, 2);

    assertThat(one(Aggregation.MAX)).isEqualTo(point(20, 5));
    assertThat(one(Aggregation.MIN)).isEqualTo(point(50, -0.0));
  }

  @Test
  void the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
    insertDoubles(1, 10, 4, 2);
    assertThat(one(Aggregation.MEDIAN)).isEqualTo(point(40, 3));
  }

  @Test
  void great_values_do_not_overflow_a_median_or_a_mean() {
    insertDoubles(Double.MAX_VALUE, Double.MAX_VALUE / 2);

    assertThat(one(Aggregation.MEDIAN).value())
        .isEqualTo(new Value.F64(Double.MAX_VALUE / 2 + Double.MAX_VALUE / 4));
    assertThat(((Value.F64) one(Aggregation.AVG).value()).value())
        .isCloseTo(Double.MAX_VALUE / 4 * 3, within(Double.MAX_VALUE / 1e12));
  }

  @Test
  void a_sum_keeps_what_is_small() {
    insertDoubles(1, 1e100, 1, -1e100);

    assertThat(one(Aggregation.SUM).value()).isEqualTo(new Value.F64(2));
    assertThat(one(Aggregation.AVG).value()).isEqualTo(new Value.F64(0.5));
  }

  @Test
  void infinities_are_added_as_such() {
    insertDoubles(1, Double.POSITIVE_INFINITY, 2);

    assertThat(one(Aggregation.SUM).value()).isEqualTo(new Value.F64(Double.POSITIVE_INFINITY));
    assertThat(one(Aggregation.AVG).value()).isEqualTo(new Value.F64(Double.POSITIVE_INFINITY));
    assertThat(one(Aggregation.MAX)).isEqualTo(point(20, Double.POSITIVE_INFINITY));
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void nan_is_left_out(Aggregation aggregation) {
    insertDoubles(Double.NaN, 5, StaleMarker.value(), 5, Double.NaN);

    DataPoint point = one(aggregation);

    assertThat(point.timestamp())
        .isEqualTo(
            switch (aggregation) {
              case FIRST, MIN, MAX -> 20;
              default -> 40;
            });
    assertThat(point.value())
        .isEqualTo(
            switch (aggregation) {
              case SUM -> new Value.F64(10);
              case COUNT -> new Value.U64(2);
              case RANGE, VARIANCE, STDDEV -> new Value.F64(0);
              default -> new Value.F64(5);
            });
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void nothing_but_nan_gives_no_point(Aggregation aggregation) {
    insertDoubles(Double.NaN, StaleMarker.value());

    assertThat(select(ALL.withAggregation(aggregation))).isEmpty();
    assertThat(select(ALL.withAggregation(aggregation).withInterval(7))).isEmpty();
  }

  @Test
  void nan_is_a_sample_like_others_without_an_aggregation() {
    insertDoubles(Double.NaN, 1);

    assertThat(select(ALL)).hasSize(2);
    assertThat(select(ALL.withInterval(10))).containsExactly(point(20, 1));
  }

  @Test
  void a_sum_of_signed_integers_is_one_and_saturates_only_in_the_end() {
    insert(10, 10, new Value.I64(Long.MAX_VALUE), new Value.I64(1));
    assertThat(one(Aggregation.SUM).value()).isEqualTo(new Value.I64(Long.MAX_VALUE));

    insert(30, 10, new Value.I64(-2));
    assertThat(one(Aggregation.SUM).value()).isEqualTo(new Value.I64(Long.MAX_VALUE - 1));

    insert(40, 10, new Value.I64(Long.MIN_VALUE), new Value.I64(Long.MIN_VALUE));
    assertThat(one(Aggregation.SUM).value()).isEqualTo(new Value.I64(Long.MIN_VALUE));
  }

  @Test
  void a_sum_of_unsigned_integers_is_one_and_saturates() {
    insert(10, 10, new Value.U64(-3), new Value.U64(1));
    assertThat(one(Aggregation.SUM).value()).isEqualTo(new Value.U64(-2));

    insert(30, 10, new Value.U64(5));
    assertThat(one(Aggregation.SUM).value()).isEqualTo(new Value.U64(-1));
  }

  @Test
  void extremes_and_range_of_integers_keep_the_kind() {
    insert(10, 10, new Value.I64(Long.MIN_VALUE), new Value.I64(7), new Value.I64(-1));

    assertThat(one(Aggregation.MIN)).isEqualTo(new DataPoint(10, new Value.I64(Long.MIN_VALUE)));
    assertThat(one(Aggregation.MAX)).isEqualTo(new DataPoint(20, new Value.I64(7)));
    assertThat(one(Aggregation.RANGE)).isEqualTo(new DataPoint(30, new Value.I64(Long.MAX_VALUE)));
  }

  @Test
  void unsigned_integers_are_compared_unsigned() {
    insert(10, 10, new Value.U64(-1), new Value.U64(3));

    assertThat(one(Aggregation.MAX)).isEqualTo(new DataPoint(10, new Value.U64(-1)));
    assertThat(one(Aggregation.MIN)).isEqualTo(new DataPoint(20, new Value.U64(3)));
    assertThat(one(Aggregation.RANGE)).isEqualTo(new DataPoint(20, new Value.U64(-4)));
  }

  @Test
  void means_of_integers_are_doubles() {
    insert(10, 10, new Value.I64(1), new Value.I64(2));

    assertThat(one(Aggregation.AVG)).isEqualTo(point(20, 1.5));
    assertThat(one(Aggregation.MEDIAN)).isEqualTo(point(20, 1.5));
    assertThat(one(Aggregation.VARIANCE)).isEqualTo(point(20, 0.25));
    assertThat(one(Aggregation.STDDEV)).isEqualTo(point(20, 0.5));
  }

  @ParameterizedTest
  @EnumSource(names = {"AVG", "MEDIAN", "VARIANCE", "STDDEV"})
  void an_integer_that_is_no_double_has_no_mean(Aggregation aggregation) {
    insert(10, 10, new Value.I64(1L << 53));
    assertThat(select(ALL.withAggregation(aggregation))).hasSize(1);

    insert(20, 10, new Value.I64((1L << 53) + 1));
    assertUnsupported(ALL.withAggregation(aggregation));
    assertThat(one(Aggregation.SUM).value()).isEqualTo(new Value.I64((1L << 54) + 1));
    assertThat(one(Aggregation.COUNT).value()).isEqualTo(new Value.U64(2));
  }

  @Test
  void an_unsigned_integer_that_is_no_double_has_no_mean() {
    insert(10, 10, new Value.U64(Long.MIN_VALUE));
    assertThat(one(Aggregation.AVG)).isEqualTo(point(10, 0x1p63));

    insert(20, 10, new Value.U64(-1));
    assertUnsupported(ALL.withAggregation(Aggregation.AVG));
  }

  @Test
  void truth_values_are_numbers() {
    insert(10, 10, new Value.Bool(true), new Value.Bool(false), new Value.Bool(true));

    assertThat(one(Aggregation.SUM)).isEqualTo(point(30, 2));
    assertThat(one(Aggregation.MIN)).isEqualTo(new DataPoint(20, new Value.Bool(false)));
    assertThat(one(Aggregation.RANGE)).isEqualTo(point(30, 1));
    assertThat(one(Aggregation.MEDIAN)).isEqualTo(point(30, 1));
  }

  @ParameterizedTest
  @EnumSource(names = {"SUM", "MIN", "MAX", "AVG", "MEDIAN", "RANGE", "VARIANCE", "STDDEV"})
  void what_is_not_a_number_is_not_computed_with(Aggregation aggregation) {
    insert(10, 10, new Value.Text("a"));

    assertUnsupported(ALL.withAggregation(aggregation));
    assertUnsupported(ALL.withAggregation(aggregation).withInterval(10));
  }

  @Test
  void first_last_and_count_take_any_kind() {
    var layout = new HistogramLayout(0, 0, new int[] {0, 1}, new int[0], new double[0]);
    var histogram =
        new Value.Histogram(NativeHistogram.ofIntegers(layout, CounterReset.UNKNOWN, 3, 0, 4, 3));
    insert(
        10,
        10,
        new Value.Histogram(NativeHistogram.stale()),
        histogram,
        new Value.F64(3),
        new Value.Histogram(NativeHistogram.stale()));

    assertThat(one(Aggregation.FIRST)).isEqualTo(new DataPoint(20, histogram));
    assertThat(one(Aggregation.LAST)).isEqualTo(point(30, 3));
    assertThat(one(Aggregation.COUNT)).isEqualTo(new DataPoint(30, new Value.U64(2)));
    assertUnsupported(ALL.withAggregation(Aggregation.SUM));
  }

  @Test
  void buckets_start_at_the_start_of_the_range() {
    insertDoubles(1, 2, 3, 4, 5, 6, 7);
    QueryOptions sum = QueryOptions.over(15, 65).withAggregation(Aggregation.SUM);

    assertThat(select(sum.withInterval(20)))
        .containsExactly(point(15, 5), point(35, 9), point(55, 6));
    assertThat(select(sum.withAggregation(Aggregation.MAX).withInterval(20)))
        .containsExactly(point(15, 3), point(35, 5), point(55, 6));
  }

  @Test
  void a_bucket_without_samples_gives_no_point() {
    insert(0, 500, new Value.F64(1), new Value.F64(2));

    assertThat(select(ALL.withAggregation(Aggregation.COUNT).withInterval(100)))
        .extracting(DataPoint::timestamp)
        .containsExactly(0L, 500L);
  }

  @Test
  void samples_in_buckets_without_an_aggregation_are_the_last() {
    insertDoubles(1, 2, 3);

    assertThat(select(ALL.withInterval(20))).containsExactly(point(0, 1), point(20, 3));
  }

  @Test
  void buckets_reach_over_the_whole_of_time() {
    insert(Long.MIN_VALUE + 1, 1, new Value.F64(1));
    insert(0, 1, new Value.F64(2));
    insert(Long.MAX_VALUE - 1, 1, new Value.F64(3));
    QueryOptions options =
        QueryOptions.over(Long.MIN_VALUE, Long.MAX_VALUE)
            .withAggregation(Aggregation.SUM)
            .withInterval(Long.MAX_VALUE);

    assertThat(select(options))
        .containsExactly(point(Long.MIN_VALUE, 1), point(-1, 2), point(Long.MAX_VALUE - 1, 3));
  }

  @Test
  void limit_and_offset_count_points_after_aggregation() {
    insertDoubles(1, 2, 3, 4, 5, 6, 7);
    QueryOptions buckets = ALL.withAggregation(Aggregation.SUM).withInterval(20);

    assertThat(select(buckets))
        .containsExactly(point(0, 1), point(20, 5), point(40, 9), point(60, 13));
    assertThat(select(buckets.withOffset(1).withLimit(2)))
        .containsExactly(point(20, 5), point(40, 9));
    assertThat(select(buckets.withOffset(3).withLimit(9))).containsExactly(point(60, 13));
    assertThat(select(buckets.withLimit(0))).isEmpty();
    assertThat(select(buckets.withOffset(4))).isEmpty();
    assertThat(select(ALL.withOffset(2).withLimit(2))).containsExactly(point(30, 3), point(40, 4));
    assertThat(select(ALL.withAggregation(Aggregation.SUM).withOffset(1))).isEmpty();
  }

  @Test
  void options_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> ALL.withInterval(0))
        .isInstanceOfSatisfying(
            StorageException.class,
            e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID_ARGUMENT));
    assertThatThrownBy(() -> ALL.withLimit(-1)).isInstanceOf(StorageException.class);
    assertThatThrownBy(() -> ALL.withOffset(-1)).isInstanceOf(StorageException.class);
  }

  private static final class Longest implements BytesDecoder<String> {
    @Override
    public String decode(byte[] bytes) {
      return new String(bytes, UTF_8);
    }

    @Override
    public byte[] encode(String value) {
      return value.getBytes(UTF_8);
    }

    static String fold(String folded, String next) {
      return next.length() > folded.length() ? next : folded;
    }
  }

  @Test
  void byte_strings_are_folded_by_the_caller() {
    insert(10, 10, new Value.Text("a"), new Value.Text("ccc"), new Value.Text("bb"));
    QueryOptions longest = ALL.withBytesFold(new Longest(), Longest::fold);

    assertThat(select(longest)).containsExactly(new DataPoint(30, new Value.Text("ccc")));
    assertThat(select(longest.withInterval(20)))
        .containsExactly(
            new DataPoint(0, new Value.Text("a")), new DataPoint(20, new Value.Text("ccc")));
  }

  @Test
  void a_fold_of_bytes_gives_bytes() {
    insert(10, 10, new Value.Bytes(new byte[] {'x'}), new Value.Bytes(new byte[] {'y', 'z'}));

    assertThat(select(ALL.withBytesFold(new Longest(), (a, b) -> b + a)))
        .containsExactly(new DataPoint(20, new Value.Bytes(new byte[] {'y', 'z', 'x'})));
  }

  @Test
  void a_fold_over_what_is_not_bytes_is_unsupported() {
    insertDoubles(1);

    assertUnsupported(ALL.withBytesFold(new Longest(), Longest::fold));
  }

  @Test
  void chunks_do_not_show_in_the_answer() {
    var random = new SplittableRandom(11);
    double[] values = random.doubles(97).map(v -> Math.floor(v * 1_000)).toArray();
    insertDoubles(values);

    double sum = 0;
    double max = 0;
    for (double value : values) {
      sum += value;
      max = Math.max(max, value);
    }
    assertThat(one(Aggregation.SUM).value()).isEqualTo(new Value.F64(sum));
    assertThat(one(Aggregation.MAX).value()).isEqualTo(new Value.F64(max));
    assertThat(one(Aggregation.COUNT).value()).isEqualTo(new Value.U64(97));
    assertThat(one(Aggregation.FIRST)).isEqualTo(point(10, values[0]));
  }
}
