package io.tsink.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The engine against recorded answers of the reference implementation.
class ComplianceCorpusTest {

  /// Queries the reference (2.42) refuses and its successors accept: any UTF-8 label name is legal.
  private static final String LATER_LEGAL = "~invalid";

  /// A subquery with a step on the left edge of its range: the reference still counted that edge.
  private static final String LEFT_EDGE = "[2m:10s]";

  private final PromqlEngine engine = new PromqlEngine(PromqlOptions.DEFAULTS, 1000);

  private static String gunzip(String name) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(Corpora.folder(name)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static MemorySource dataset() throws IOException {
    var columns = new HashMap<Map<String, String>, TreeMap<Long, Double>>();
    var labels = new HashMap<String, Map<String, String>>();
    for (String line : gunzip("compliance/dataset.om.gz").split("\n", -1)) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(" ", -1);
      Map<String, String> series = labels.computeIfAbsent(parts[0], PromScript::labels);
      columns
          .computeIfAbsent(series, _ -> new TreeMap<>())
          .put(Math.round(Double.parseDouble(parts[2]) * 1000), number(parts[1]));
    }
    var source = new MemorySource();
    columns.forEach(
        (series, points) ->
            source.put(
                series,
                points.keySet().stream().mapToLong(Long::longValue).toArray(),
                points.values().stream().mapToDouble(Double::doubleValue).toArray(),
                false));
    return source;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  @Test
  void recorded_queries_have_the_recorded_answers() throws IOException {
    MemorySource source = dataset();
    Map<?, ?> corpus =
        (Map<?, ?>) Objects.requireNonNull(Json.read(gunzip("compliance/expected-public.json.gz")));
    long start = millis(corpus.get("start"));
    long end = millis(corpus.get("end"));
    long step = millis(corpus.get("step"));
    long instant = millis(corpus.get("instant_time"));
    int passed = 0;
    List<String> wrong = new ArrayList<>();
    for (Object entry : (List<?>) Objects.requireNonNull(corpus.get("cases"))) {
      Map<?, ?> row = (Map<?, ?>) entry;
      String query = String.valueOf(row.get("query"));
      if (query.contains(LATER_LEGAL) || query.contains(LEFT_EDGE)) {
        continue;
      }
      String range =
          compare(row.get("range"), () -> engine.range(source, () -> {}, query, start, end, step));
      String single =
          compare(row.get("instant"), () -> engine.instant(source, () -> {}, query, instant));
      if (range.isEmpty() && single.isEmpty()) {
        passed++;
      } else {
        wrong.add(query + "\n  range: " + range + "\n  instant: " + single);
      }
    }
    System.out.println("corpus compliance: passed " + passed + ", failed " + wrong.size());
    assertThat(wrong).isEmpty();
  }

  private static long millis(@Nullable Object seconds) {
    return Math.round((Double) Objects.requireNonNull(seconds) * 1000);
  }

  private static String compare(
      @Nullable Object recorded, java.util.function.Supplier<QueryResult> query) {
    Map<?, ?> expected = (Map<?, ?>) Objects.requireNonNull(recorded);
    boolean success = Double.valueOf(200).equals(expected.get("status"));
    QueryResult result;
    try {
      result = query.get();
    } catch (PromqlException e) {
      return success ? "fails with " + e.getMessage() : "";
    }
    if (!success) {
      return "should fail with " + expected;
    }
    Map<?, ?> data = (Map<?, ?>) Objects.requireNonNull(expected.get("data"));
    List<String> want = new ArrayList<>();
    switch (result) {
      case MatrixResult _ -> {
        for (Object series : (List<?>) Objects.requireNonNull(data.get("result"))) {
          Map<?, ?> map = (Map<?, ?>) series;
          for (Object point : (List<?>) Objects.requireNonNull(map.get("values"))) {
            want.add(labels(map) + "@" + point);
          }
        }
      }
      case VectorResult _ -> {
        for (Object series : (List<?>) Objects.requireNonNull(data.get("result"))) {
          Map<?, ?> map = (Map<?, ?>) series;
          want.add(labels(map) + "@" + map.get("value"));
        }
      }
      case ScalarResult _, StringResult _ -> want.add("{}@" + data.get("result"));
    }
    Map<String, Double> have = points(result);
    var wanted = new TreeMap<String, Double>();
    for (String text : want) {
      int split = text.lastIndexOf(", ");
      String value = text.substring(split + 2, text.length() - 1);
      wanted.put(text.substring(0, split), number(value));
    }
    if (!have.keySet().equals(wanted.keySet())) {
      return shortened("have " + have) + shortened(" want " + wanted);
    }
    for (Map.Entry<String, Double> point : wanted.entrySet()) {
      double a = point.getValue();
      double b = Objects.requireNonNull(have.get(point.getKey()));
      boolean close = Math.abs(a - b) <= 1e-5 * Math.min(Math.abs(a), Math.abs(b));
      if (!(a == b || close || (Double.isNaN(a) && Double.isNaN(b)))) {
        return point.getKey() + " is " + b + ", expected " + a;
      }
    }
    return "";
  }

  private static String shortened(String text) {
    return text.length() > 300 ? text.substring(0, 300) : text;
  }

  private static String labels(Map<?, ?> series) {
    return String.valueOf(new TreeMap<>((Map<?, ?>) Objects.requireNonNull(series.get("metric"))));
  }

  private static Map<String, Double> points(QueryResult result) {
    var points = new TreeMap<String, Double>();
    switch (result) {
      case MatrixResult r -> {
        for (MatrixSeries series : r.series()) {
          for (int i = 0; i < series.count(); i++) {
            points.put(key(series.labels(), series.time(i)), series.value(i));
          }
        }
      }
      case VectorResult r ->
          r.samples().forEach(s -> points.put(key(s.labels(), r.time()), s.value()));
      case ScalarResult r -> points.put("{}@[" + r.time() / 1e3, r.value());
      case StringResult r -> points.put("{}@[" + r.time() / 1e3, Double.NaN);
    }
    return points;
  }

  private static String key(io.tsink.api.Labels labels, long time) {
    return new TreeMap<>(TestLabels.map(labels)) + "@[" + time / 1e3;
  }
}
