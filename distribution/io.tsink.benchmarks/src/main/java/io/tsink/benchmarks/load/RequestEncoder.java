package io.tsink.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.xerial.snappy.Snappy;

/// Encodes remote write 1.0 requests: `prometheus.WriteRequest` in protobuf, in the block format of
/// snappy. Confined.
final class RequestEncoder {
  private static final int SERIES = 1;
  private static final int LABELS = 1;
  private static final int SAMPLES = 2;
  private static final int LENGTH_DELIMITED = 2;
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;

  private final ByteArrayOutputStream request = new ByteArrayOutputStream();

  /// The labels of a series as they stand in a request.
  static byte[] labels(String... namesAndValues) {
    var all = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      var label = new ByteArrayOutputStream();
      field(label, 1, namesAndValues[i].getBytes(UTF_8));
      field(label, 2, namesAndValues[i + 1].getBytes(UTF_8));
      field(all, LABELS, label.toByteArray());
    }
    return all.toByteArray();
  }

  /// Adds a series with one sample.
  void add(byte[] labels, long timeMillis, double value) {
    var sample = new ByteArrayOutputStream();
    sample.write((1 << 3) | FIXED64);
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      sample.write((int) (bits >>> shift));
    }
    sample.write((2 << 3) | VARINT);
    varint(sample, timeMillis);
    var series = new ByteArrayOutputStream();
    series.writeBytes(labels);
    field(series, SAMPLES, sample.toByteArray());
    field(request, SERIES, series.toByteArray());
  }

  /// The request of what was added, compressed; the encoder is empty then.
  byte[] finish() {
    try {
      byte[] body = Snappy.compress(request.toByteArray());
      request.reset();
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void field(ByteArrayOutputStream out, int number, byte[] content) {
    out.write((number << 3) | LENGTH_DELIMITED);
    varint(out, content.length);
    out.writeBytes(content);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
