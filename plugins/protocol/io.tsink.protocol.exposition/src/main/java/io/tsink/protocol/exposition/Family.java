package io.tsink.protocol.exposition;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.Labels;
import io.tsink.api.MetricMetadata;
import io.tsink.api.store.SampleBatch;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What comments say of a family, until one speaks of another. Confined and reusable.
final class Family {
  private final Quoted text = new Quoted();
  private String name = "";
  private String help = "";
  private String unit = "";
  private MetricMetadata.Type type = MetricMetadata.Type.UNKNOWN;

  void clear() {
    name = "";
    help = "";
    unit = "";
    type = MetricMetadata.Type.UNKNOWN;
  }

  /// Adds the family gathered so far and forgets it.
  void addTo(SampleBatch batch) {
    if (!name.isEmpty()) {
      batch.addMetadata(new MetricMetadata(Labels.empty(), name, type, help, unit));
      clear();
    }
  }

  /// Reads a comment behind its #, and says what is wrong with it, or null.
  ///
  /// @param quotes whether help texts escape quotes, as OpenMetrics has it
  @Nullable String read(Line line, boolean quotes, SampleBatch batch) {
    int start = line.at();
    boolean isHelp = keyword(line, "HELP");
    boolean isType = !isHelp && keyword(line, "TYPE");
    if (!isHelp && !isType && !keyword(line, "UNIT")) {
      return null;
    }
    String keyword = line.text(start, start + 4);
    line.skipBlanks();
    if (line.atEnd()) {
      return isHelp ? null : "expected a metric name after " + keyword;
    }
    String found = readName(line);
    if (found == null) {
      return "expected a metric name after %s, found %s".formatted(keyword, line.found());
    }
    if (!found.equals(name)) {
      addTo(batch);
      name = found;
    }
    line.skipBlanks();
    if (isHelp) {
      text.unescape(line.bytes(), line.at(), line.end(), quotes);
      help = new String(text.bytes(), text.start(), text.length(), UTF_8);
      return null;
    }
    String word = line.text(line.at(), line.end()).strip();
    if (isType) {
      return readType(word);
    }
    unit = word;
    return null;
  }

  private static boolean keyword(Line line, String word) {
    int back = line.at();
    if (line.skip(word) && (line.atEnd() || line.peek() == ' ' || line.peek() == '\t')) {
      return true;
    }
    line.at(back);
    return false;
  }

  /// The name here when a blank or the end follows it, else null.
  private @Nullable String readName(Line line) {
    int start = line.at();
    if (line.peek() == '"') {
      if (!line.skipQuoted()) {
        return null;
      }
      text.unescape(line.bytes(), start + 1, line.at() - 1);
    } else if (line.skipName()) {
      text.plain(line.bytes(), start, line.at());
    } else {
      return null;
    }
    if (!line.atEnd() && line.peek() != ' ' && line.peek() != '\t') {
      return null;
    }
    return new String(text.bytes(), text.start(), text.length(), UTF_8);
  }

  private @Nullable String readType(String word) {
    switch (word.toLowerCase(Locale.ROOT)) {
      case "counter" -> type = MetricMetadata.Type.COUNTER;
      case "gauge" -> type = MetricMetadata.Type.GAUGE;
      case "histogram" -> type = MetricMetadata.Type.HISTOGRAM;
      case "gaugehistogram", "gauge_histogram" -> type = MetricMetadata.Type.GAUGEHISTOGRAM;
      case "summary" -> type = MetricMetadata.Type.SUMMARY;
      case "info" -> type = MetricMetadata.Type.INFO;
      case "stateset" -> type = MetricMetadata.Type.STATESET;
      case "untyped", "unknown" -> type = MetricMetadata.Type.UNKNOWN;
      default -> {
        return "expected a metric type, found \"%s\"".formatted(word);
      }
    }
    return null;
  }
}
