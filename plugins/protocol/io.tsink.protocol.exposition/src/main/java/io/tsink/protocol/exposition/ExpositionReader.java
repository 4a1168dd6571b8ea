package io.tsink.protocol.exposition;

import io.tsink.api.AliasKey;
import io.tsink.api.Exemplar;
import io.tsink.api.LabelFault;
import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.store.Reason;
import io.tsink.spi.ingest.Lines;
import io.tsink.spi.ingest.RequestBody;
import io.tsink.spi.ingest.SampleSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the lines of one text into a sink. Confined and reusable; for known series it allocates
/// nothing.
final class ExpositionReader {
  private static final long FORM = 1;
  private static final int FIRST_BUFFER = 1 << 16;
  private static final int MAX_EXEMPLAR_RUNES = 128;

  private final Lines lines = new Lines();
  private final Line line = new Line();
  private final LabelSection section = new LabelSection(line);
  private final Decimal number = new Decimal();
  private final AliasKey key = new AliasKey();
  private final LabelsBuilder labels = new LabelsBuilder();
  private final Family family = new Family();

  private final int maxLine;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private boolean openMetrics;
  private long receivedAt;
  private boolean ended;
  private boolean passing;

  /// @param maxLine bytes of the longest line
  ExpositionReader(int maxLine) {
    this.maxLine = maxLine;
  }

  /// Starts on a new text.
  ///
  /// @param seconds whether timestamps of samples are seconds
  /// @param time of samples without a timestamp
  void start(boolean seconds, long time) {
    openMetrics = seconds;
    receivedAt = time;
    ended = false;
    passing = false;
    lines.restart();
    family.clear();
  }

  /// Reads a text to its end. The sink is flushed whenever it is full, but not at the end.
  void read(RequestBody body, SampleSink sink) {
    int filled = 0;
    while (true) {
      int read = body.read(buffer, filled, buffer.length - filled);
      boolean end = read < 0;
      filled += end ? 0 : read;
      int used = readLines(filled, end, sink);
      if (end) {
        family.addTo(sink.batch());
        return;
      }
      filled -= used;
      System.arraycopy(buffer, used, buffer, 0, filled);
      if (filled >= maxLine) {
        passOver(filled, sink);
        filled = 0;
      } else if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, Math.min(2 * filled, maxLine));
      }
    }
  }

  /// Reads the lines of the buffer and returns how many bytes they are.
  private int readLines(int filled, boolean end, SampleSink sink) {
    lines.over(buffer, 0, filled, end);
    while (lines.next()) {
      if (passing) {
        passing = false;
      } else {
        read(lines.start(), lines.end(), sink);
        if (sink.full()) {
          sink.flush();
        }
      }
    }
    return lines.used();
  }

  /// Refuses the line in the buffer, whose end is too far away; what follows up to its end is
  /// passed over.
  private void passOver(int filled, SampleSink sink) {
    if (!passing) {
      sink.reject(
          position() + 1,
          Reason.MALFORMED,
          "line of more than %d bytes (text-import.max-line-size)".formatted(maxLine),
          buffer,
          0,
          filled);
      passing = true;
    }
  }

  private int position() {
    return (int) Math.min(lines.number(), Integer.MAX_VALUE - 1);
  }

  private void read(int start, int end, SampleSink sink) {
    line.over(buffer, start, end);
    line.skipBlanks();
    if (line.atEnd()) {
      return;
    }
    String fault;
    if (ended) {
      fault = "unexpected data after # EOF";
    } else if (line.peek() == '#') {
      fault = readComment(sink);
    } else {
      fault = readSample(sink);
    }
    if (fault != null) {
      sink.reject(position(), Reason.MALFORMED, fault, buffer, start, end - start);
    }
  }

  private @Nullable String readComment(SampleSink sink) {
    line.advance();
    line.skipBlanks();
    if (openMetrics && line.rest("EOF")) {
      ended = true;
      return null;
    }
    return family.read(line, openMetrics, sink.batch());
  }

  private @Nullable String readSample(SampleSink sink) {
    int start = line.at();
    if (line.peek() != '{' && !line.skipName()) {
      return "expected a metric name, found " + line.found();
    }
    int nameEnd = line.at();
    line.skipBlanks();
    int keyEnd = nameEnd;
    if (!line.atEnd() && line.peek() == '{') {
      if (!line.skipBraces()) {
        return "the labels do not end with }";
      }
      keyEnd = line.at();
    }
    line.skipBlanks();
    int valueStart = line.at();
    line.skipToken();
    if (!number.read(line.bytes(), valueStart, line.at())) {
      return "expected a number as value, found " + line.found(valueStart);
    }
    double value = number.value();
    long time = receivedAt;
    line.skipBlanks();
    if (!line.atEnd() && line.peek() != '#') {
      int timeStart = line.at();
      line.skipToken();
      time = timestamp(timeStart, openMetrics);
      if (time == Long.MIN_VALUE) {
        return "expected %s as timestamp, found %s"
            .formatted(openMetrics ? "seconds" : "whole milliseconds", line.found(timeStart));
      }
      line.skipBlanks();
    }
    int exemplarStart = line.at();
    if (!line.atEnd()) {
      String fault = checkExemplar();
      if (fault != null) {
        return fault;
      }
    }
    int slot = slot(start, nameEnd, keyEnd, sink);
    if (slot < 0) {
      return section.fault();
    }
    sink.batch().origin(sink.batch().add(slot, time, value), position());
    if (exemplarStart < line.end()) {
      addExemplar(exemplarStart, slot, sink);
    }
    return null;
  }

  /// The time of the token that ends here in milliseconds, or `Long.MIN_VALUE`.
  private long timestamp(int start, boolean seconds) {
    return seconds
        ? number.read(line.bytes(), start, line.at()) ? number.thousands() : Long.MIN_VALUE
        : Line.wholeNumber(line.bytes(), start, line.at());
  }

  /// The slot of the series at `start`, or -1 when its labels are not valid.
  private int slot(int start, int nameEnd, int keyEnd, SampleSink sink) {
    key.start(FORM, sink.scopeSeed()).add(line.bytes(), start, keyEnd - start);
    int slot = sink.find(key);
    if (slot >= 0) {
      return slot;
    }
    int back = line.at();
    line.at(nameEnd);
    labels.clear();
    boolean valid = section.readSeries(start, nameEnd, keyEnd, labels);
    line.at(back);
    return valid ? sink.define(key, labels) : -1;
  }

  /// Goes over the exemplar that begins here with # and says what is wrong with it, or null.
  private @Nullable String checkExemplar() {
    line.advance();
    line.skipBlanks();
    if (line.atEnd() || line.peek() != '{' || !line.skipBraces()) {
      return "expected labels of an exemplar in braces, found " + line.found();
    }
    line.skipBlanks();
    int valueStart = line.at();
    line.skipToken();
    if (!number.read(line.bytes(), valueStart, line.at())) {
      return "expected a number as value of the exemplar, found " + line.found(valueStart);
    }
    line.skipBlanks();
    if (!line.atEnd()) {
      int timeStart = line.at();
      line.skipToken();
      if (timestamp(timeStart, true) == Long.MIN_VALUE) {
        return "expected seconds as timestamp of the exemplar, found " + line.found(timeStart);
      }
      line.skipBlanks();
    }
    return line.atEnd() ? null : "unexpected data after the exemplar, found " + line.found();
  }

  /// Adds the exemplar that begins at a place and was checked.
  private void addExemplar(int start, int slot, SampleSink sink) {
    line.at(start + 1);
    line.skipBlanks();
    int open = line.at();
    boolean unused = line.skipBraces();
    int close = line.at();
    line.skipBlanks();
    int valueStart = line.at();
    line.skipToken();
    unused &= number.read(line.bytes(), valueStart, line.at());
    double value = number.value();
    line.skipBlanks();
    long time = Long.MIN_VALUE;
    if (!line.atEnd()) {
      int timeStart = line.at();
      line.skipToken();
      time = timestamp(timeStart, true);
    }
    line.at(open);
    labels.clear();
    String fault = section.readLabels(close, labels) ? labelFault() : section.fault();
    if (fault == null) {
      sink.batch().addExemplar(slot, new Exemplar(labels.build(), value, time));
    } else {
      sink.reject(
          position(), Reason.INVALID_EXEMPLAR, fault, line.bytes(), start, line.end() - start);
    }
  }

  private @Nullable String labelFault() {
    LabelFault fault = labels.fault();
    if (fault != null) {
      return fault.text();
    }
    Labels built = labels.build();
    int runes = 0;
    for (int i = 0; i < built.count(); i++) {
      String name = built.name(i);
      String value = built.value(i);
      runes += name.codePointCount(0, name.length()) + value.codePointCount(0, value.length());
    }
    return runes <= MAX_EXEMPLAR_RUNES
        ? null
        : "exemplar labels of %d characters, expected at most %d"
            .formatted(runes, MAX_EXEMPLAR_RUNES);
  }
}
