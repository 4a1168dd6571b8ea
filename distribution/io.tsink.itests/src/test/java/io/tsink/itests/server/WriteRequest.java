package io.tsink.itests.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.xerial.snappy.Snappy;

/// A request of remote write 1.0, written by hand so that it owes nothing to the code under test.
/// Confined.
final class WriteRequest {
  private final Message body = new Message();

  /// Adds samples of one series.
  ///
  /// @param times milliseconds since the epoch
  WriteRequest series(Map<String, String> labels, long[] times, double[] values) {
    Message series = new Message();
    new TreeMap<>(labels)
        .forEach((name, value) -> series.message(1, new Message().text(1, name).text(2, value)));
    for (int i = 0; i < times.length; i++) {
      series.message(2, new Message().fixed(1, values[i]).number(2, times[i]));
    }
    var _ = body.message(1, series);
    return this;
  }

  /// Returns the message as it is before compression.
  byte[] plain() {
    return body.bytes.toByteArray();
  }

  /// Returns the body as it is sent.
  byte[] encoded() {
    return compressed(plain());
  }

  static byte[] compressed(byte[] plain) {
    try {
      return Snappy.compress(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A message of protocol buffers.
  private static final class Message {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message message(int field, Message message) {
      return delimited(field, message.bytes.toByteArray());
    }

    Message text(int field, String text) {
      return delimited(field, text.getBytes(StandardCharsets.UTF_8));
    }

    Message number(int field, long value) {
      varint(((long) field << 3) | VARINT);
      varint(value);
      return this;
    }

    Message fixed(int field, double value) {
      varint(((long) field << 3) | FIXED64);
      long bits = Double.doubleToRawLongBits(value);
      for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
        bytes.write((int) (bits >>> shift));
      }
      return this;
    }

    private Message delimited(int field, byte[] content) {
      varint(((long) field << 3) | LENGTH_DELIMITED);
      varint(content.length);
      bytes.writeBytes(content);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        bytes.write((int) ((rest & 0x7F) | 0x80));
        rest >>>= 7;
      }
      bytes.write((int) rest);
    }
  }
}
