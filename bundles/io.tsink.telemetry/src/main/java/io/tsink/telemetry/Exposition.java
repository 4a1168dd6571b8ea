package io.tsink.telemetry;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Collects families and writes them in the Prometheus text format 0.0.4: sorted by name, each with
/// its help and type once, whatever order they came in. Used by one thread.
public final class Exposition {
  /// The media type of the text.
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final SequencedMap<String, Family> families = new TreeMap<>();

  /// The header of a family and its sample lines. A series that comes twice keeps its first value:
  /// readers refuse an exposition with both.
  private record Family(String help, Kind kind, Map<String, Double> lines) {}

  Exposition() {}

  /// Adds one counter or gauge.
  ///
  /// @param labels name, value, name, value …
  /// @throws IllegalArgumentException when the name is not fit for the kind, or is already there
  ///     with another kind
  public void add(String name, Kind kind, String help, double value, String... labels) {
    if (kind == Kind.HISTOGRAM) {
      throw new IllegalArgumentException(
          "family %s: a histogram is not one number".formatted(name));
    }
    FamilyName.require(name, kind, help);
    add(name, kind, help, Labels.of(labels), (Instrument.Reading) () -> value);
  }

  void add(String name, Kind kind, String help, Labels labels, Instrument instrument) {
    Family family =
        families.computeIfAbsent(name, _ -> new Family(help, kind, new LinkedHashMap<>()));
    if (family.kind != kind) {
      throw new IllegalArgumentException(
          "family %s is a %s, found a %s".formatted(name, family.kind.word(), kind.word()));
    }
    instrument.write(
        name,
        labels,
        (line, lineLabels, value) -> {
          StringBuilder series = new StringBuilder(line);
          lineLabels.appendTo(series);
          family.lines.putIfAbsent(series.toString(), value);
        });
  }

  /// Returns the text.
  public String text() {
    StringBuilder text = new StringBuilder();
    families.forEach(
        (name, family) -> {
          text.append("# HELP ").append(name).append(' ');
          escapeHelp(family.help, text);
          text.append("\n# TYPE ").append(name).append(' ').append(family.kind.word()).append('\n');
          family.lines.forEach(
              (series, value) ->
                  text.append(series).append(' ').append(number(value)).append('\n'));
        });
    return text.toString();
  }

  static String number(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      return "+Inf";
    }
    if (value == Double.NEGATIVE_INFINITY) {
      return "-Inf";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
      return Long.toString((long) value);
    }
    return Double.toString(value);
  }

  static void escapeValue(String value, StringBuilder text) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(c);
      }
    }
  }

  private static void escapeHelp(String help, StringBuilder text) {
    text.append(help.replace("\\", "\\\\").replace("\n", "\\n"));
  }
}
