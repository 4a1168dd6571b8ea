package io.tsink.protocol.exposition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tsink.api.Labels;
import io.tsink.testkit.Requires;
import io.tsink.testkit.ingest.ProtocolHarness;
import io.tsink.testkit.ingest.RecordingSink;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The tables of others: every good input is read as they read it; a bad one is refused unless only
/// the order or consistency of families is wrong, which an import does not check.
class ExpositionCorpusTest {
  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  /// Errors of a single line, which an import reports as well, by parts of the texts of Prometheus.
  private static final List<String> LINE_ERRORS =
      List.of(
          "expected label name",
          "expected label value",
          "expected equal",
          "expected value after",
          "expected a valid start token, got \"9\"",
          "expected next entry",
          "expected metric name after TYPE",
          "expected text in TYPE",
          "invalid UTF-8 label value",
          "invalid timestamp",
          "invalid exemplar timestamp",
          "metric name not set",
          "strconv.ParseFloat",
          "unsupported character");

  /// What is an error of a line in OpenMetrics and none here: a tab, a zero byte in an exemplar.
  private static final Set<String> LENIENT =
      Set.of("a 1\t2\n#EOF\n", "custom_metric_total 1 # {b=\"\0ss\"} 1\n");

  private static RecordingSink read(byte[] text, String mediaType) {
    var sink = new RecordingSink();
    try (ProtocolHarness harness = ProtocolHarness.open(new ExpositionProtocol())) {
      harness.feed(text, mediaType, sink);
    }
    return sink;
  }

  private static RecordingSink read(String text, String mediaType) {
    return read(text.getBytes(UTF_8), mediaType);
  }

  private static Stream<Map<String, Object>> rows(String file) {
    return Json.rows(Requires.corpus("textformat/" + file)).stream();
  }

  private static DynamicTest test(String name, org.junit.jupiter.api.function.Executable body) {
    String shown = name.replaceAll("\\s+", " ");
    return DynamicTest.dynamicTest(
        shown.substring(0, Math.min(80, shown.length())).strip() + ".", body);
  }

  @TestFactory
  Stream<DynamicTest> samples_of_clients_are_read_or_refused() {
    Set<String> familyErrors =
        Set.of(
            "from_test_parse_error_0",
            "from_test_parse_error_12",
            "from_test_parse_error_13",
            "from_test_parse_error_19");
    return rows("expfmt-samples.json")
        .map(
            row ->
                test(
                    text(row, "name"),
                    () -> {
                      RecordingSink sink = read(text(row, "text"), "text/plain; version=0.0.4");
                      boolean good =
                          get(row, "ok").equals(true) || familyErrors.contains(text(row, "name"));
                      assertThat(sink.rejections().isEmpty()).isEqualTo(good);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> texts_of_clients_are_read_or_refused() {
    List<String> familyErrors =
        List.of(
            "unexpected end of input",
            "second TYPE",
            "second HELP",
            "'le' label",
            "'quantile' label",
            "negative");
    return rows("expfmt-text.json")
        .map(
            row ->
                test(
                    text(row, "in"),
                    () -> {
                      RecordingSink sink = read(text(row, "in"), "text/plain; version=0.0.4");
                      String error = text(row, "errUTF8");
                      boolean good =
                          error.isEmpty() || familyErrors.stream().anyMatch(error::contains);
                      assertThat(sink.rejections().isEmpty())
                          .as("%s, rejections %s", error, sink.rejections())
                          .isEqualTo(good);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> open_metrics_is_read_or_refused() {
    List<String> lineErrors =
        List.of(
            "bad_exemplar_timestamp_",
            "bad_exemplars_0",
            "bad_exemplars_6",
            "bad_exemplars_7",
            "bad_invalid_labels_",
            "bad_metric_names_",
            "bad_missing_equal_or_label_value_",
            "bad_missing_or_extra_commas_",
            "bad_missing_or_wrong_quotes_on_label_value_",
            "bad_missing_value_",
            "bad_timestamp_",
            "bad_type_",
            "bad_unit_1",
            "bad_value_");
    Set<String> blanks = Set.of("bad_value_2");
    return rows("openmetrics-public.json")
        .map(
            row ->
                test(
                    text(row, "name"),
                    () -> {
                      RecordingSink sink = read(text(row, "metrics"), OPEN_METRICS);
                      String name = text(row, "name");
                      if (get(row, "shouldParse").equals(true)) {
                        assertThat(sink.rejections()).isEmpty();
                      } else if (lineErrors.stream().anyMatch(name::startsWith)
                          && !blanks.contains(name)) {
                        assertThat(sink.rejections()).isNotEmpty();
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> errors_of_prometheus_are_reported() {
    return rows("prometheus-textparse.json")
        .filter(row -> row.containsKey("err"))
        .map(
            row ->
                test(
                    get(row, "input").toString(),
                    () -> {
                      RecordingSink sink = read(input(row), mediaType(row));
                      String error = text(row, "err");
                      if (error.isEmpty()) {
                        assertThat(sink.rejections()).isEmpty();
                      } else if (LINE_ERRORS.stream().anyMatch(error::contains)
                          && !LENIENT.contains(get(row, "input").toString())) {
                        assertThat(sink.rejections()).as(error).isNotEmpty();
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> what_prometheus_reads_is_read_alike() {
    return rows("prometheus-textparse.json")
        .filter(row -> row.containsKey("expected") && text(row, "format").endsWith("-text"))
        .filter(
            row ->
                ((List<?>) get(row, "expected"))
                    .stream().anyMatch(entry -> Json.object(entry).containsKey("v")))
        .map(
            row ->
                test(
                    text(row, "test"),
                    () -> {
                      RecordingSink sink = read(input(row), mediaType(row));
                      assertThat(sink.rejections()).isEmpty();
                      assertThat(sink.rows().stream().filter(each -> !isCreated(each)))
                          .containsExactlyElementsOf(
                              expectedRows(row).stream().filter(each -> !isCreated(each)).toList());
                    }));
  }

  /// Prometheus reads these as start times, an import as samples.
  private static boolean isCreated(String row) {
    return row.contains("_created");
  }

  private static List<String> expectedRows(Map<String, Object> row) {
    var rows = new ArrayList<String>();
    for (Object each : (List<?>) get(row, "expected")) {
      Map<String, Object> entry = Json.object(each);
      if (entry.containsKey("lset")) {
        rows.add(
            "%s %s @%s"
                .formatted(
                    labels(entry),
                    value(entry),
                    entry.containsKey("t") ? time(entry) : 1_000_000L));
      }
    }
    return rows;
  }

  private static String value(Map<String, Object> entry) {
    return switch (entry.getOrDefault("v", 0.0)) {
      case Double number -> number.toString();
      case String word ->
          switch (word) {
            case "+Inf" -> "Infinity";
            case "-Inf" -> "-Infinity";
            default -> "NaN(7ff8000000000001)";
          };
      default -> "NaN(7ff8000000000001)";
    };
  }

  private static long time(Map<String, Object> entry) {
    return ((Number) get(entry, "t")).longValue();
  }

  /// The labels of an entry; bounds are written there as `1.0`, in the input as they please.
  private static String labels(Map<String, Object> entry) {
    Map<String, Object> set = Json.object(get(entry, "lset"));
    if (set.containsKey("$disabled")) {
      set = Json.object(get(set, "$disabled"));
    }
    var labels = new TreeMap<String, String>();
    String shown = text(entry, "m");
    set.forEach(
        (name, value) -> {
          String text = value.toString();
          boolean bound = name.equals("le") || name.equals("quantile");
          boolean shortened = bound && text.endsWith(".0") && !shown.contains("\"" + text + "\"");
          labels.put(name, shortened ? text.substring(0, text.length() - 2) : text);
        });
    return Labels.of(labels).toString();
  }

  private static byte[] input(Map<String, Object> row) {
    Object input = get(row, "input");
    return input instanceof String text
        ? text.getBytes(UTF_8)
        : HexFormat.of().parseHex(text(Json.object(input), "$bytes_hex"));
  }

  private static String mediaType(Map<String, Object> row) {
    return text(row, "format").startsWith("openmetrics") ? OPEN_METRICS : "text/plain";
  }

  private static Object get(Map<String, Object> row, String name) {
    return requireNonNull(row.get(name), name);
  }

  private static String text(Map<String, Object> row, String name) {
    return row.getOrDefault(name, "").toString();
  }

  @Test
  void the_tables_are_there() {
    assertThat(rows("expfmt-samples.json")).hasSizeGreaterThan(10);
    assertThat(rows("expfmt-text.json")).hasSizeGreaterThan(30);
    assertThat(rows("openmetrics-public.json")).hasSizeGreaterThan(100);
    assertThat(rows("prometheus-textparse.json")).hasSizeGreaterThan(60);
  }
}
