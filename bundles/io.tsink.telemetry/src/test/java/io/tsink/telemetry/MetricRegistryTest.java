package io.tsink.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MetricRegistryTest {
  private final MetricRegistry registry = new MetricRegistry();
  private final MetricScope scope = registry.scope("tsink_http");

  @Test
  void each_family_has_its_help_and_type_once_and_its_series_sorted() {
    scope.counter("requests_total", "Requests.", "code", "500").add(2);
    scope.counter("requests_total", "Requests.", "code", "200").increment();
    scope.gauge("connections", "Open connections.").set(3.5);

    assertThat(registry.exposition())
        .isEqualTo(
            """
            # HELP tsink_http_connections Open connections.
            # TYPE tsink_http_connections gauge
            tsink_http_connections 3.5
            # HELP tsink_http_requests_total Requests.
            # TYPE tsink_http_requests_total counter
            tsink_http_requests_total{code="200"} 1
            tsink_http_requests_total{code="500"} 2
            """);
  }

  @Test
  void a_histogram_counts_into_buckets_that_include_their_upper_bound() {
    Histogram sizes = scope.histogram("size_bytes", "Sizes.", new double[] {0, 1, 10}, "op", "put");
    for (double value : new double[] {-0.0, 1, 1.5, 11, Double.NaN}) {
      sizes.observe(value);
    }

    assertThat(registry.exposition())
        .isEqualTo(
            """
            # HELP tsink_http_size_bytes Sizes.
            # TYPE tsink_http_size_bytes histogram
            tsink_http_size_bytes_bucket{op="put",le="0"} 1
            tsink_http_size_bytes_bucket{op="put",le="1"} 2
            tsink_http_size_bytes_bucket{op="put",le="10"} 3
            tsink_http_size_bytes_bucket{op="put",le="+Inf"} 4
            tsink_http_size_bytes_sum{op="put"} 13.5
            tsink_http_size_bytes_count{op="put"} 4
            """);
    assertThat(sizes.count()).isEqualTo(4);
  }

  @Test
  void special_characters_and_numbers_are_escaped() {
    scope.gauge("odd", "Back\\slash and\nbreak.", () -> Double.NaN, "a", "q\"b\\n\n");
    scope.gauge("high", "High.", () -> Double.POSITIVE_INFINITY);
    scope.gauge("low", "Low.", () -> Double.NEGATIVE_INFINITY);
    scope.gauge("large", "Large.", () -> 1e300);

    assertThat(registry.exposition())
        .contains("# HELP tsink_http_odd Back\\\\slash and\\nbreak.\n")
        .contains("tsink_http_odd{a=\"q\\\"b\\\\n\\n\"} NaN\n")
        .contains("tsink_http_high +Inf\n")
        .contains("tsink_http_low -Inf\n")
        .contains("tsink_http_large 1.0E300\n");
  }

  @Test
  void closing_a_scope_takes_away_what_it_and_its_children_registered() {
    scope.counter("requests_total", "Requests.");
    MetricScope plugin = scope.scope("plugin", "protocol", "influx");
    plugin.gauge("lines", "Lines.");
    plugin.scope("", "port", "1").gauge("peers", "Peers.", () -> 1);
    plugin.collector(out -> out.add("tsink_extra", Kind.GAUGE, "Extra.", 1));
    assertThat(registry.exposition())
        .contains("tsink_http_plugin_lines{protocol=\"influx\"} 0")
        .contains("tsink_http_plugin_peers{protocol=\"influx\",port=\"1\"} 1")
        .contains("tsink_extra 1");

    plugin.close();

    assertThat(registry.exposition()).contains("requests_total").doesNotContain("plugin", "extra");
    assertThatIllegalStateException().isThrownBy(() -> plugin.counter("late_total", "Late."));
  }

  @Test
  void a_successor_shares_the_series_of_its_predecessor() {
    MetricScope predecessor = scope.scope("plugin");
    predecessor.counter("lines_total", "Lines.").add(5);
    predecessor.gauge("version", "Version.", () -> 1);
    MetricScope successor = scope.scope("plugin");
    Counter lines = successor.counter("lines_total", "Lines.");
    successor.gauge("version", "Version.", () -> 2);

    predecessor.close();
    lines.add(2);

    assertThat(registry.exposition())
        .contains("tsink_http_plugin_lines_total 7\n")
        .contains("tsink_http_plugin_version 2\n");
    successor.close();
    assertThat(registry.exposition()).isEmpty();
  }

  @Test
  void a_family_has_one_kind_and_one_help_text() {
    scope.gauge("open", "Open.");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> scope.gauge("open", "Something else.", "a", "b"))
        .withMessage(
            "family tsink_http_open is a gauge \"Open.\", found a gauge \"Something else.\"");
    assertThatIllegalArgumentException().isThrownBy(() -> scope.gauge("open", "Open.", () -> 1));
    scope.counter("x_total", "X.", () -> 1);
    assertThatIllegalArgumentException().isThrownBy(() -> scope.counter("x_total", "X."));
  }

  @ParameterizedTest
  @CsvSource({
    "Upper_total",
    "requests",
    "9_total",
    "wait_milliseconds_total",
    "size_kb_total",
    "a-b_total"
  })
  void a_name_that_promtool_complains_of_is_refused(String name) {
    MetricScope bare = registry.scope("");

    assertThatIllegalArgumentException().isThrownBy(() -> bare.counter(name, "Help."));
  }

  @Test
  void wrong_labels_bounds_and_amounts_are_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> scope.gauge("a", " "));
    assertThatIllegalArgumentException().isThrownBy(() -> scope.gauge("a", "A.", "odd"));
    assertThatIllegalArgumentException().isThrownBy(() -> scope.gauge("a", "A.", "le", "1"));
    assertThatIllegalArgumentException().isThrownBy(() -> scope.gauge("a", "A.", "__x", "1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scope.gauge("a", "A.", "x", "1", "x", "2"));
    assertThatIllegalArgumentException().isThrownBy(() -> scope.gauge("a_total", "A."));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scope.histogram("h", "H.", new double[] {2, 1}));
    assertThatIllegalArgumentException().isThrownBy(() -> scope.counter("c_total", "C.").add(-1));
  }

  @Test
  void no_update_from_many_threads_is_lost() {
    Counter counter = scope.counter("c_total", "C.");
    Gauge gauge = scope.gauge("g", "G.");
    Histogram histogram = scope.histogram("h", "H.", Histogram.exponentialBounds(1, 2, 4));
    List<Runnable> writers =
        IntStream.range(0, 8)
            .mapToObj(
                _ ->
                    (Runnable)
                        () -> {
                          for (int i = 0; i < 10_000; i++) {
                            counter.increment();
                            gauge.add(1);
                            histogram.observe(i % 20);
                          }
                        })
            .toList();

    try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
      writers.forEach(threads::execute);
    }

    assertThat(counter.count()).isEqualTo(80_000);
    assertThat(gauge.value()).isEqualTo(80_000);
    assertThat(histogram.count()).isEqualTo(80_000);
    assertThat(histogram.sum()).isEqualTo(8 * 500 * 190);
  }
}
