package io.tsink.protocol.remotewrite;

import io.tsink.api.AliasKey;
import io.tsink.api.Exemplar;
import io.tsink.api.LabelFault;
import io.tsink.api.Labels;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.MetricMetadata;
import io.tsink.api.store.Reason;
import io.tsink.api.store.SampleBatch;
import io.tsink.spi.ingest.SampleSink;
import org.jspecify.annotations.Nullable;

/// Reads write requests into a sink. Confined and reusable; for known series and samples it
/// allocates nothing.
///
/// A series is walked twice: first its labels are hashed and its structure is checked, then its
/// samples are read.
final class WriteRequestReader {
  private static final long FORM = 1;
  private static final int MAX_EXEMPLAR_RUNES = 128;

  private static final int LABELS = 1 << 3 | Wire.BYTES;
  private static final int SAMPLES = 2 << 3 | Wire.BYTES;
  private static final int EXEMPLARS = 3 << 3 | Wire.BYTES;
  private static final int HISTOGRAMS = 4 << 3 | Wire.BYTES;

  private static final MetricMetadata.Type[] TYPES = MetricMetadata.Type.values();

  private final Wire wire = new Wire();
  private final AliasKey key = new AliasKey();
  private final LabelsBuilder labels = new LabelsBuilder();
  private final HistogramReader histograms = new HistogramReader(wire);

  /// Reads a request; the sink is flushed whenever it is full, but not at the end.
  ///
  /// @throws io.tsink.api.store.StorageException of kind `MALFORMED` when it is none
  void read(byte[] body, int offset, int length, SampleSink sink) {
    wire.over(body, offset, length);
    int series = 0;
    int entries = 0;
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == (1 << 3 | Wire.BYTES)) {
        int outer = wire.enter();
        readSeries(series++, sink);
        wire.leave(outer);
        if (sink.full()) {
          sink.flush();
        }
      } else if (tag == (3 << 3 | Wire.BYTES)) {
        int outer = wire.enter();
        readMetadata(entries++, sink);
        wire.leave(outer);
      } else {
        wire.skip(tag);
      }
    }
  }

  /// Lets go of the request.
  void clear() {
    wire.clear();
  }

  private void readSeries(int position, SampleSink sink) {
    int start = wire.at();
    key.start(FORM, sink.scopeSeed());
    int values = hashLabels();
    int slot = sink.find(key);
    if (slot < 0) {
      wire.at(start);
      slot = sink.define(key, parseLabels());
    }
    if (values >= 0) {
      wire.at(values);
      readValues(position, slot, sink);
    }
  }

  /// Adds the bytes of all labels to the key, those next to each other as one slice, and returns
  /// where the first other field is, or −1.
  private int hashLabels() {
    int other = -1;
    while (wire.more()) {
      int start = wire.at();
      int end = wire.skipAll(LABELS);
      if (end > start) {
        key.add(wire.bytes(), start, end - start);
      }
      if (wire.more()) {
        int tag = wire.tag();
        wire.skip(tag);
        if (tag == LABELS) { // a tag of more bytes than it needs
          key.add(wire.bytes(), end, wire.at() - end);
        } else if (other < 0) {
          other = end;
        }
      }
    }
    return other;
  }

  private LabelsBuilder parseLabels() {
    labels.clear();
    while (wire.more()) {
      int tag = wire.tag();
      if (tag == LABELS) {
        readLabel();
      } else {
        wire.skip(tag);
      }
    }
    return labels;
  }

  private void readLabel() {
    int outer = wire.enter();
    int name = wire.at();
    int nameLength = 0;
    int value = wire.at();
    int valueLength = 0;
    while (wire.more()) {
      int tag = wire.tag();
      switch (tag) {
        case 1 << 3 | Wire.BYTES -> {
          nameLength = wire.length();
          name = wire.at();
          wire.at(name + nameLength);
        }
        case 2 << 3 | Wire.BYTES -> {
          valueLength = wire.length();
          value = wire.at();
          wire.at(value + valueLength);
        }
        default -> wire.skip(tag);
      }
    }
    labels.add(wire.bytes(), name, nameLength, wire.bytes(), value, valueLength);
    wire.leave(outer);
  }

  private void readValues(int position, int slot, SampleSink sink) {
    SampleBatch batch = sink.batch();
    while (wire.more()) {
      int tag = wire.tag();
      switch (tag) {
        case SAMPLES -> readSample(position, slot, batch);
        case EXEMPLARS -> readExemplar(position, slot, sink);
        case HISTOGRAMS -> histograms.read(position, slot, sink);
        default -> wire.skip(tag);
      }
    }
  }

  private void readSample(int position, int slot, SampleBatch batch) {
    int outer = wire.enter();
    double value = wire.skipTag(1 << 3 | Wire.FIXED64) ? wire.number() : 0;
    long time = wire.skipTag(2 << 3 | Wire.VARINT) ? wire.varint() : 0;
    while (wire.more()) { // fields in another order, more than once, or unknown ones
      int tag = wire.tag();
      switch (tag) {
        case 1 << 3 | Wire.FIXED64 -> value = wire.number();
        case 2 << 3 | Wire.VARINT -> time = wire.varint();
        default -> wire.skip(tag);
      }
    }
    wire.leave(outer);
    batch.origin(batch.add(slot, time, value), position);
  }

  private void readExemplar(int position, int slot, SampleSink sink) {
    int start = wire.at();
    int outer = wire.enter();
    labels.clear();
    double value = 0;
    long time = Long.MIN_VALUE;
    while (wire.more()) {
      int tag = wire.tag();
      switch (tag) {
        case LABELS -> readLabel();
        case 2 << 3 | Wire.FIXED64 -> value = wire.number();
        case 3 << 3 | Wire.VARINT -> time = wire.varint();
        default -> wire.skip(tag);
      }
    }
    String fault = exemplarFault();
    if (fault == null) {
      sink.batch().addExemplar(slot, new Exemplar(labels.build(), value, time));
    } else {
      reject(position, Reason.INVALID_EXEMPLAR, fault, start, sink);
    }
    wire.leave(outer);
  }

  private @Nullable String exemplarFault() {
    LabelFault fault = labels.fault();
    if (fault != null) {
      return fault.text();
    }
    int runes =
        labels.build().toList().stream()
            .mapToInt(
                label ->
                    label.name().codePointCount(0, label.name().length())
                        + label.value().codePointCount(0, label.value().length()))
            .sum();
    return runes <= MAX_EXEMPLAR_RUNES
        ? null
        : "exemplar labels of %d characters, expected at most %d"
            .formatted(runes, MAX_EXEMPLAR_RUNES);
  }

  private void readMetadata(int position, SampleSink sink) {
    int start = wire.at();
    String family = "";
    String help = "";
    String unit = "";
    long type = 0;
    while (wire.more()) {
      int tag = wire.tag();
      switch (tag) {
        case 1 << 3 | Wire.VARINT -> type = wire.varint();
        case 2 << 3 | Wire.BYTES -> family = wire.text();
        case 4 << 3 | Wire.BYTES -> help = wire.text();
        case 5 << 3 | Wire.BYTES -> unit = wire.text();
        default -> wire.skip(tag);
      }
    }
    if (family == null || help == null || unit == null) {
      reject(position, Reason.MALFORMED, "metadata that is not valid UTF-8", start, sink);
    } else if (family.isEmpty()) {
      reject(position, Reason.NO_METRIC_NAME, "metadata without a family name", start, sink);
    } else {
      MetricMetadata.Type known =
          type > 0 && type < TYPES.length ? TYPES[(int) type] : MetricMetadata.Type.UNKNOWN;
      sink.batch().addMetadata(new MetricMetadata(Labels.empty(), family, known, help, unit));
    }
  }

  private void reject(int position, Reason reason, String detail, int start, SampleSink sink) {
    sink.reject(position, reason, detail, wire.bytes(), start, wire.at() - start);
  }
}
