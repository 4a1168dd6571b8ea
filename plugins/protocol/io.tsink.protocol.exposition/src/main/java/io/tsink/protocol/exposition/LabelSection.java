package io.tsink.protocol.exposition;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;

/// Parses what stands in braces. Confined and reusable.
final class LabelSection {
  private static final byte[] METRIC_NAME = Labels.METRIC_NAME.getBytes(US_ASCII);

  private final Line line;
  private final Quoted name = new Quoted();
  private final Quoted value = new Quoted();
  private String fault = "";

  LabelSection(Line line) {
    this.line = line;
  }

  /// What is wrong with what was read last.
  String fault() {
    return fault;
  }

  /// Reads a metric name, which may be empty, and the labels behind it up to `end`.
  boolean readSeries(int nameStart, int nameEnd, int end, LabelsBuilder labels) {
    boolean named = nameEnd > nameStart;
    if (named) {
      addName(line.bytes(), nameStart, nameEnd - nameStart, labels);
    }
    line.at(nameEnd);
    line.skipBlanks();
    if (line.at() >= end) {
      return true;
    }
    if (!readItems(end, !named, labels)) {
      return false;
    }
    return labels.contains(METRIC_NAME, 0, METRIC_NAME.length)
        || failed("the series has no metric name");
  }

  /// Reads labels in braces from here up to `end`.
  boolean readLabels(int end, LabelsBuilder labels) {
    return readItems(end, false, labels);
  }

  private boolean readItems(int end, boolean nameWanted, LabelsBuilder labels) {
    boolean wanted = nameWanted;
    line.advance();
    line.skipBlanks();
    while (line.at() < end - 1) {
      boolean quoted = line.peek() == '"';
      if (!readName(quoted)) {
        return false;
      }
      line.skipBlanks();
      if (line.peek() == '=') {
        if (!readValue(labels)) {
          return false;
        }
      } else if (quoted && wanted) {
        addName(name.bytes(), name.start(), name.length(), labels);
        wanted = false;
      } else {
        return failed("expected = after a label name, found " + line.found());
      }
      line.skipBlanks();
      if (line.peek() == ',') {
        line.advance();
        line.skipBlanks();
      } else if (line.at() < end - 1) {
        return failed("expected , or } after a label, found " + line.found());
      }
    }
    return true;
  }

  private boolean readName(boolean quoted) {
    int start = line.at();
    if (quoted) {
      if (!line.skipQuoted()) {
        return failed("a quoted name does not end");
      }
      name.unescape(line.bytes(), start + 1, line.at() - 1);
      return true;
    }
    if (!line.skipLabelName()) {
      return failed("expected a label name, found " + line.found());
    }
    name.plain(line.bytes(), start, line.at());
    return true;
  }

  private boolean readValue(LabelsBuilder labels) {
    line.advance();
    line.skipBlanks();
    int start = line.at();
    if (line.peek() != '"') {
      return failed("expected a label value in quotes, found " + line.found());
    }
    if (!line.skipQuoted()) {
      return failed("a label value does not end");
    }
    value.unescape(line.bytes(), start + 1, line.at() - 1);
    labels.add(
        name.bytes(), name.start(), name.length(), value.bytes(), value.start(), value.length());
    return true;
  }

  private static void addName(byte[] bytes, int start, int length, LabelsBuilder labels) {
    labels.add(METRIC_NAME, 0, METRIC_NAME.length, bytes, start, length);
  }

  private boolean failed(String problem) {
    fault = problem;
    return false;
  }
}
