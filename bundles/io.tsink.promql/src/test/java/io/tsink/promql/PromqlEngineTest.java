package io.tsink.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.tsink.promql.PromqlException.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Answers worked out by hand.
class PromqlEngineTest {

  private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

  private final MemorySource source = new MemorySource();
  private final PromqlEngine engine = new PromqlEngine(PromqlOptions.DEFAULTS, 1000);

  /// A series with a sample every ten seconds from zero on.
  private void series(String labels, double... values) {
    var map = new HashMap<String, String>();
    for (String pair : labels.split(",", -1)) {
      String[] parts = pair.split("=", -1);
      map.put(parts.length == 1 ? "__name__" : parts[0], parts[parts.length - 1]);
    }
    long[] times = new long[values.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = i * 10_000L;
    }
    source.put(map, times, values, false);
  }

  /// The values of an instant query by labels as text.
  private Map<String, Double> at(long seconds, String query) {
    var result = (VectorResult) engine.instant(source, () -> {}, query, seconds * 1000);
    var values = new LinkedHashMap<String, Double>();
    result.samples().forEach(s -> values.put(TestLabels.map(s.labels()).toString(), s.value()));
    return values;
  }

  private Throwable failure(String query) {
    try {
      engine.instant(source, () -> {}, query, 30_000);
    } catch (PromqlException e) {
      return e;
    }
    throw new AssertionError(query + " has an answer");
  }

  @Test
  void a_range_is_open_on_the_left_and_closed_on_the_right() {
    series("x", 1, 2, 3, 4);

    assertThat(at(30, "count_over_time(x[20s])")).containsExactly(entry("{}", 2.0));
    assertThat(at(30, "sum_over_time(x[20001ms])")).containsExactly(entry("{}", 9.0));
  }

  @Test
  void a_sample_is_valid_for_less_than_the_lookback() {
    series("x", 7);

    assertThat(at(299, "x")).containsExactly(entry("{__name__=x}", 7.0));
    assertThat(at(300, "x")).isEmpty();
  }

  @Test
  void a_staleness_marker_ends_a_series_for_instant_selectors_and_is_no_sample_for_ranges() {
    series("x", 1, 2, STALE, 4);

    assertThat(at(20, "x")).isEmpty();
    assertThat(at(30, "x")).containsExactly(entry("{__name__=x}", 4.0));
    assertThat(at(30, "count_over_time(x[1m])")).containsExactly(entry("{}", 3.0));
  }

  @Test
  void rate_adds_what_a_reset_lost_and_extrapolates_to_the_edges_of_the_range() {
    series("x_total", 10, 20, 5, 15);

    // 10 + 5 + 10 over 30 s; 10 s before the first sample is within 1.1 gaps, but the counter would
    // have been below zero more than 12 s before: 25 * (30 + 10 + 0) / 30.
    assertThat(at(30, "increase(x_total[40s])").get("{}")).isCloseTo(100 / 3.0, within());
    assertThat(at(30, "rate(x_total[40s])").get("{}")).isCloseTo(100 / 3.0 / 40, within());
    assertThat(at(30, "delta(x_total[40s])").get("{}")).isCloseTo(5 * 40 / 30.0, within());
    assertThat(at(30, "irate(x_total[40s])")).containsExactly(entry("{}", 1.0));
    assertThat(at(0, "rate(x_total[40s])")).isEmpty();
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  @Test
  void a_counter_is_not_extrapolated_below_zero() {
    series("x_total", 0, 10, 20, 30);

    assertThat(at(30, "increase(x_total[40s])").get("{}")).isCloseTo(30, within());
  }

  @Test
  void rate_of_what_is_not_named_like_a_counter_comes_with_a_remark() {
    series("x", 1, 2, 3);

    QueryResult result = engine.instant(source, () -> {}, "rate(x[1m])", 20_000);

    assertThat(result.notes().infos())
        .containsExactly(
            "PromQL info: metric might not be a counter, name does not end in"
                + " _total/_sum/_count/_bucket: \"x\" (1:6)");
  }

  @Test
  void matchers_select_as_anchored_expressions_over_present_and_missing_labels() {
    series("x,a=1", 1);
    series("x,a=12", 2);
    series("x,b=1", 3);

    assertThat(at(0, "x{a=\"1\"}")).hasSize(1);
    assertThat(at(0, "x{a=~\"1\"}")).hasSize(1);
    assertThat(at(0, "x{a=~\"1.*\"}")).hasSize(2);
    assertThat(at(0, "x{a!=\"1\"}")).hasSize(2);
    assertThat(at(0, "x{a!~\"1.?\"}")).containsExactly(entry("{__name__=x, b=1}", 3.0));
    assertThat(at(0, "x{a=\"\"}")).containsExactly(entry("{__name__=x, b=1}", 3.0));
  }

  @Test
  void aggregations_group_by_and_without_labels() {
    series("x,a=1,b=1", 1);
    series("x,a=1,b=2", 2);
    series("x,a=2,b=1", 4);

    assertThat(at(0, "sum(x)")).containsExactly(entry("{}", 7.0));
    assertThat(at(0, "sum by (a) (x)")).containsOnly(entry("{a=1}", 3.0), entry("{a=2}", 4.0));
    assertThat(at(0, "max without (a) (x)")).containsOnly(entry("{b=1}", 4.0), entry("{b=2}", 2.0));
    assertThat(at(0, "avg by (a) (x)")).containsOnly(entry("{a=1}", 1.5), entry("{a=2}", 4.0));
    assertThat(at(0, "min(x)")).containsExactly(entry("{}", 1.0));
    assertThat(at(0, "count by (b) (x)")).containsOnly(entry("{b=1}", 2.0), entry("{b=2}", 1.0));
    assertThat(at(0, "stdvar by (a) (x)")).containsOnly(entry("{a=1}", 0.25), entry("{a=2}", 0.0));
  }

  @Test
  void sums_keep_what_is_small_beside_what_is_large() {
    series("x,a=1", 1e100);
    series("x,a=2", 1);
    series("x,a=3", -1e100);

    assertThat(at(0, "sum(x)")).containsExactly(entry("{}", 1.0));
    assertThat(at(0, "avg(x)").get("{}")).isCloseTo(1 / 3.0, within());
  }

  @Test
  void a_mean_does_not_overflow() {
    series("x,a=1", Double.MAX_VALUE);
    series("x,a=2", Double.MAX_VALUE);

    assertThat(at(0, "avg(x)").get("{}"))
        .isCloseTo(Double.MAX_VALUE, org.assertj.core.data.Percentage.withPercentage(1e-9));
  }

  @Test
  void arithmetic_matches_series_one_to_one() {
    series("x,a=1", 10);
    series("x,a=2", 20);
    series("y,a=1", 4);
    series("y,a=3", 5);

    assertThat(at(0, "x / y")).containsExactly(entry("{a=1}", 2.5));
    assertThat(at(0, "x > on(a) y")).containsExactly(entry("{a=1}", 10.0));
    assertThat(at(0, "x < bool y")).containsExactly(entry("{a=1}", 0.0));
    assertThat(at(0, "2 ^ x{a=\"1\"} % 1000")).containsExactly(entry("{a=1}", 24.0));
    assertThat(at(0, "x > 15")).containsExactly(entry("{__name__=x, a=2}", 20.0));
    assertThat(at(0, "15 > x")).containsExactly(entry("{__name__=x, a=1}", 10.0));
  }

  @Test
  void group_modifiers_let_many_series_share_a_partner() {
    series("x,a=1,b=1", 10);
    series("x,a=1,b=2", 20);
    series("y,a=1,c=9", 2);

    assertThat(at(0, "x / on(a) group_left(c) y"))
        .containsOnly(entry("{a=1, b=1, c=9}", 5.0), entry("{a=1, b=2, c=9}", 10.0));
    assertThat(at(0, "y * on(a) group_right x"))
        .containsOnly(entry("{a=1, b=1}", 20.0), entry("{a=1, b=2}", 40.0));
  }

  @Test
  void ambiguous_matches_are_errors_that_say_which() {
    series("x,a=1,b=1", 10);
    series("x,a=1,b=2", 20);
    series("y,a=1", 2);

    assertThat(failure("x + on(a) y"))
        .hasMessage(
            "multiple matches for labels: many-to-one matching must be explicit"
                + " (group_left/group_right)");
    assertThat(failure("y + on(a) x"))
        .hasMessageStartingWith(
            "found duplicate series for the match group {a=\"1\"} on the right hand-side of the"
                + " operation: [{__name__=\"x\", a=\"1\", b=\"2\"}, {__name__=\"x\", a=\"1\","
                + " b=\"1\"}];many-to-many matching not allowed: matching labels must be unique on"
                + " one side");
    assertThat(failure("x + on(a) group_left(b) y * on(a) group_left x{b=\"1\"}"))
        .hasMessage("multiple matches for labels: grouping labels must ensure unique matches");
  }

  @Test
  void set_operators_keep_series_by_their_partners() {
    series("x,a=1", 1);
    series("x,a=2", 2);
    series("y,a=2", 3);
    series("y,a=3", 4);

    assertThat(at(0, "x and y")).containsExactly(entry("{__name__=x, a=2}", 2.0));
    assertThat(at(0, "x unless y")).containsExactly(entry("{__name__=x, a=1}", 1.0));
    assertThat(at(0, "x or y").values()).containsExactlyInAnyOrder(1.0, 2.0, 4.0);
  }

  @Test
  void series_that_become_the_same_are_an_error() {
    series("x", 1);
    series("y", 2);

    assertThat(failure("abs({__name__=~\"x|y\"})"))
        .hasMessage("vector cannot contain metrics with the same labelset");
  }

  @Test
  void offset_and_at_move_the_moment_a_selector_looks_at() {
    series("x", 1, 2, 3, 4);

    assertThat(at(30, "x offset 10s").values()).containsExactly(3.0);
    assertThat(at(10, "x offset -20s").values()).containsExactly(4.0);
    assertThat(at(30, "x @ 10").values()).containsExactly(2.0);
    assertThat(at(30, "x @ 30 offset 20s").values()).containsExactly(2.0);
  }

  @Test
  void scalars_and_strings_are_answers_of_their_own() {
    assertThat(engine.instant(source, () -> {}, "1 + 2 * 3 ^ 2", 5))
        .isInstanceOfSatisfying(ScalarResult.class, r -> assertThat(r.value()).isEqualTo(19));
    assertThat(engine.instant(source, () -> {}, "'a\\tb'", 5))
        .isInstanceOfSatisfying(StringResult.class, r -> assertThat(r.value()).isEqualTo("a\tb"));
    assertThat(engine.instant(source, () -> {}, "time()", 5_000))
        .isInstanceOfSatisfying(ScalarResult.class, r -> assertThat(r.value()).isEqualTo(5));
  }

  @Test
  void a_range_selector_alone_answers_with_the_samples() {
    series("x", 1, 2, STALE, 4);

    var matrix = (MatrixResult) engine.instant(source, () -> {}, "x[25s]", 30_000);

    assertThat(matrix.series()).hasSize(1);
    MatrixSeries only = matrix.series().getFirst();
    assertThat(List.of(only.time(0), only.time(1))).containsExactly(10_000L, 30_000L);
    assertThat(only.count()).isEqualTo(2);
  }

  @Test
  void each_selector_is_read_once_however_many_steps_there_are() {
    series("x_total", 1, 2, 3, 4);

    engine.range(source, () -> {}, "rate(x_total[1m]) / x_total", 0, 60_000, 1_000);

    assertThat(source.scans()).isEqualTo(2);
  }

  @Test
  void a_query_that_would_hold_too_many_samples_is_refused() {
    series("x", 1, 2, 3, 4);
    PromqlEngine small = engine.withOptions(PromqlOptions.DEFAULTS.withMaxSamples(3));

    assertThatThrownBy(() -> small.instant(source, () -> {}, "sum_over_time(x[1m])", 30_000))
        .isInstanceOfSatisfying(
            PromqlException.class, e -> assertThat(e.kind()).isEqualTo(Kind.EXECUTION))
        .hasMessage("query processing would load too many samples into memory in query execution");
  }

  @Test
  void a_cancelled_query_ends() {
    series("x", 1);
    var stop = new PromqlException(Kind.CANCELED, "stopped");

    assertThatThrownBy(
            () ->
                engine.instant(
                    source,
                    () -> {
                      throw stop;
                    },
                    "x",
                    0))
        .isSameAs(stop);
  }

  @Test
  void bad_range_parameters_are_refused() {
    assertThatThrownBy(() -> engine.range(source, () -> {}, "x", 1, 0, 1))
        .hasMessage("end timestamp must not be before start time");
    assertThatThrownBy(() -> engine.range(source, () -> {}, "x", 0, 1, 0))
        .hasMessageStartingWith("zero or negative query resolution step widths");
    assertThatThrownBy(() -> engine.range(source, () -> {}, "x", 0, 11_001, 1))
        .hasMessageStartingWith("exceeded maximum resolution of 11,000 points per timeseries.");
    assertThatThrownBy(() -> engine.range(source, () -> {}, "x[1m]", 0, 1, 1))
        .hasMessage(
            "invalid expression type \"range vector\" for range query, must be Scalar or instant"
                + " Vector");
  }

  @Test
  void what_is_not_carried_says_so() {
    series("x", 1, 2, 3);

    assertThat(failure("histogram_avg(x)")).hasMessage("unsupported: function histogram_avg");
    assertThat(failure("x </ 5")).hasMessage("unsupported: histogram trim operator </");
  }

  @Test
  void the_deepest_accepted_expressions_are_evaluated() {
    series("x", 1);

    assertThat(at(0, "x" + " + x".repeat(200)).values()).containsExactly(201.0);
    assertThat(at(0, "abs(".repeat(200) + "x" + ")".repeat(200)).values()).containsExactly(1.0);
    assertThat(at(0, "(".repeat(200) + "-x" + ")".repeat(200)).values()).containsExactly(-1.0);
  }
}
