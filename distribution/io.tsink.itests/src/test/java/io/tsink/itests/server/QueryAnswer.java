package io.tsink.itests.server;

import io.tsink.itests.server.Client.Answer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a query answered: the points of each series.
///
/// @param type `vector`, `matrix` or `scalar`
/// @param series by their labels, sorted; a scalar has no labels
record QueryAnswer(String type, SortedMap<String, List<Point>> series) {
  private static final int OK = 200;

  /// @param time milliseconds since the epoch
  record Point(long time, double value) {}

  /// Reads the response to a query that has to succeed.
  static QueryAnswer of(Answer answer) {
    if (answer.status() != OK) {
      throw new AssertionError("status %d: %s".formatted(answer.status(), answer.body()));
    }
    JsonObject data = data(answer).asJsonObject();
    SortedMap<String, List<Point>> series = new TreeMap<>();
    String type = data.getString("resultType");
    JsonArray result = data.getJsonArray("result");
    if (type.equals("scalar")) {
      series.put("{}", List.of(point(result)));
    } else {
      for (JsonValue each : result) {
        JsonObject object = each.asJsonObject();
        series.put(labels(object.getJsonObject("metric")), points(object));
      }
    }
    return new QueryAnswer(type, series);
  }

  /// Returns what is in `data` of a response.
  static JsonValue data(Answer answer) {
    try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject().getValue("/data");
    }
  }

  private static String labels(JsonObject metric) {
    TreeMap<String, String> sorted = new TreeMap<>();
    metric.forEach((name, value) -> sorted.put(name, ((JsonString) value).getString()));
    StringBuilder text = new StringBuilder("{");
    sorted.forEach(
        (name, value) ->
            text.append(text.length() == 1 ? "" : ",")
                .append(name)
                .append("=\"")
                .append(value)
                .append('"'));
    return text.append('}').toString();
  }

  private static List<Point> points(JsonObject series) {
    List<Point> points = new ArrayList<>();
    if (series.containsKey("value")) {
      points.add(point(series.getJsonArray("value")));
    } else {
      series.getJsonArray("values").forEach(pair -> points.add(point(pair.asJsonArray())));
    }
    return points;
  }

  private static Point point(JsonArray pair) {
    JsonNumber seconds = pair.getJsonNumber(0);
    String value = pair.getString(1);
    return new Point(
        seconds.bigDecimalValue().movePointRight(3).longValueExact(),
        switch (value) {
          case "+Inf" -> Double.POSITIVE_INFINITY;
          case "-Inf" -> Double.NEGATIVE_INFINITY;
          default -> Double.parseDouble(value);
        });
  }

  /// The value of the one point of the one series.
  double onlyValue() {
    if (size() != 1) {
      throw new AssertionError("%d points, expected one: %s".formatted(size(), series));
    }
    return series.values().iterator().next().getFirst().value();
  }

  /// How many points there are in all.
  long size() {
    return series.values().stream().mapToLong(List::size).sum();
  }
}
