package io.tsink.testkit.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.AliasKey;
import io.tsink.api.LabelsBuilder;
import io.tsink.api.store.Reason;
import io.tsink.spi.ingest.DatagramBatch;
import io.tsink.spi.ingest.DatagramProtocol;
import io.tsink.spi.ingest.IngestHost;
import io.tsink.spi.ingest.Protocol;
import io.tsink.spi.ingest.ProtocolState;
import io.tsink.spi.ingest.SampleSink;
import io.tsink.spi.ingest.StatefulProtocol;
import io.tsink.spi.option.Option;
import io.tsink.spi.option.OptionSchema;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The smallest complete protocol over packets, with state, to learn from and to test hosts with.
///
/// Each packet is a metric name of letters, a colon and a whole number, which is added to a
/// counter. The running totals are written at each flush; a successor goes on counting from them.
public final class CounterProtocolExample implements Protocol {
  private static final Option<Duration> INTERVAL =
      Option.duration("flush-interval", Duration.ofMillis(1), Duration.ofHours(1))
          .defaultsTo(Duration.ofSeconds(10))
          .describedAs("Time between two writes of the totals.");
  private static final OptionSchema OPTIONS = OptionSchema.of(INTERVAL);
  private static final int STATE_VERSION = 1;

  @Override
  public String name() {
    return "example-counters";
  }

  @Override
  public OptionSchema options() {
    return OPTIONS;
  }

  @Override
  public Counters open(IngestHost host) {
    var counters = new Counters();
    ProtocolState state = host.state();
    if (state != null && state.version() == STATE_VERSION) {
      counters.restore(state.bytes());
    }
    host.scheduler().every(host.options().get(INTERVAL), counters::flush);
    return counters;
  }

  /// The totals.
  public static final class Counters implements DatagramProtocol, StatefulProtocol {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Long> totals = new TreeMap<>();

    private Counters() {}

    @Override
    public void datagrams(DatagramBatch batch, SampleSink sink) {
      lock.lock();
      try {
        for (int packet = 0; packet < batch.count(); packet++) {
          int offset = batch.offset(packet);
          int length = batch.length(packet);
          String fault = count(new String(batch.bytes(), offset, length, US_ASCII));
          if (fault != null) {
            sink.reject(packet, Reason.MALFORMED, fault, batch.bytes(), offset, length);
          }
        }
      } finally {
        lock.unlock();
      }
    }

    private @Nullable String count(String text) {
      int colon = text.indexOf(':');
      if (colon < 1 || !text.substring(0, colon).chars().allMatch(c -> c >= 'a' && c <= 'z')) {
        return "expected a name of small letters and a colon";
      }
      try {
        long amount = Long.parseUnsignedLong(text.substring(colon + 1)) & Integer.MAX_VALUE;
        totals.merge(text.substring(0, colon), amount, Long::sum);
        return null;
      } catch (NumberFormatException _) {
        return "expected a whole number behind the colon";
      }
    }

    private void flush(long tick, SampleSink sink) {
      var key = new AliasKey();
      var labels = new LabelsBuilder();
      lock.lock();
      try {
        totals.forEach(
            (name, total) -> {
              byte[] bytes = name.getBytes(US_ASCII);
              key.start(1, sink.scopeSeed()).add(bytes, 0, bytes.length);
              int slot = sink.find(key);
              if (slot < 0) {
                slot = sink.define(key, labels.clear().add("__name__", name));
              }
              sink.batch().add(slot, tick, total);
            });
      } finally {
        lock.unlock();
      }
    }

    @Override
    public ProtocolState snapshot() {
      var text = new StringBuilder();
      lock.lock();
      try {
        totals.forEach((name, total) -> text.append(name).append(' ').append(total).append('\n'));
      } finally {
        lock.unlock();
      }
      return new ProtocolState(STATE_VERSION, text.toString().getBytes(UTF_8));
    }

    private void restore(byte[] bytes) {
      new String(bytes, UTF_8)
          .lines()
          .forEach(
              line -> {
                int blank = line.indexOf(' ');
                totals.put(line.substring(0, blank), Long.valueOf(line.substring(blank + 1)));
              });
    }

    @Override
    public void close() {}
  }
}
