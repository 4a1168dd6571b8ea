package io.tsink.testkit.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tsink.api.AliasKey;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.store.Reason;
import io.tsink.spi.ingest.Connection;
import io.tsink.spi.ingest.ConnectionContext;
import io.tsink.spi.ingest.IngestHost;
import io.tsink.spi.ingest.Lines;
import io.tsink.spi.ingest.Protocol;
import io.tsink.spi.ingest.SampleSink;
import io.tsink.spi.ingest.StreamProtocol;
import io.tsink.spi.option.OptionSchema;
import org.jspecify.annotations.Nullable;

/// The smallest complete protocol over connections, to learn from and to test hosts with.
///
/// Each line is a metric name of letters, digits and `_`, a blank and a whole number; its time is
/// that of arrival. The line `ping` is answered with `pong`, the line `quit` ends the connection.
public final class LineProtocolExample implements Protocol {
  private static final byte[] NAME = "__name__".getBytes(US_ASCII);
  private static final byte[] PONG = "pong\n".getBytes(US_ASCII);

  @Override
  public String name() {
    return "example-lines";
  }

  @Override
  public OptionSchema options() {
    return OptionSchema.empty();
  }

  @Override
  public StreamProtocol open(IngestHost host) {
    return new StreamProtocol() {
      @Override
      public int maxPendingBytes() {
        return 1024;
      }

      @Override
      public Connection open(ConnectionContext context) {
        return new LineConnection(context);
      }

      @Override
      public void close() {}
    };
  }

  private static final class LineConnection implements Connection {
    private final ConnectionContext context;
    private final Lines lines = new Lines();
    private final AliasKey key = new AliasKey();
    private final LabelsBuilder labels = new LabelsBuilder();

    LineConnection(ConnectionContext context) {
      this.context = context;
    }

    @Override
    public int consume(byte[] buffer, int offset, int length, boolean end, SampleSink sink) {
      lines.over(buffer, offset, length, end);
      while (lines.next()) {
        int start = lines.start();
        int size = lines.end() - start;
        if (is(buffer, start, size, "ping")) {
          context.reply(PONG, 0, PONG.length);
        } else if (is(buffer, start, size, "quit")) {
          context.end();
          return lines.used();
        } else {
          readLine(buffer, start, lines.end(), sink);
        }
      }
      return lines.used();
    }

    private static boolean is(byte[] buffer, int start, int size, String word) {
      if (size != word.length()) {
        return false;
      }
      for (int i = 0; i < size; i++) {
        if (buffer[start + i] != word.charAt(i)) {
          return false;
        }
      }
      return true;
    }

    private void readLine(byte[] buffer, int start, int end, SampleSink sink) {
      int blank = start;
      while (blank < end && isNamePart(buffer[blank])) {
        blank++;
      }
      String fault = fault(buffer, start, blank, end);
      if (fault != null) {
        int line = (int) lines.number();
        sink.reject(line, Reason.MALFORMED, fault, buffer, start, end - start);
        return;
      }
      key.start(1, sink.scopeSeed()).add(buffer, start, blank - start);
      int slot = sink.find(key);
      if (slot < 0) {
        labels.clear().add(NAME, 0, NAME.length, buffer, start, blank - start);
        slot = sink.define(key, labels);
      }
      long number = 0;
      for (int i = blank + 1; i < end; i++) {
        number = 10 * number + (buffer[i] - '0');
      }
      int row = sink.batch().add(slot, context.receivedAt().toEpochMilli(), (double) number);
      sink.batch().origin(row, (int) lines.number());
    }

    private static boolean isNamePart(byte c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private static @Nullable String fault(byte[] buffer, int start, int blank, int end) {
      if (blank == start || blank == end || buffer[blank] != ' ') {
        return "expected a metric name and a blank";
      }
      int digits = end - blank - 1;
      if (digits < 1 || digits > 15) {
        return "%d digits, expected 1 to 15".formatted(digits);
      }
      for (int i = blank + 1; i < end; i++) {
        if (buffer[i] < '0' || buffer[i] > '9') {
          return "expected a whole number";
        }
      }
      return null;
    }
  }
}
