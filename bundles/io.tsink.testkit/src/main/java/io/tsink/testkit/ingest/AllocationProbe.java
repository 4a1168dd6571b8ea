package io.tsink.testkit.ingest;

import com.sun.management.ThreadMXBean;
import io.tsink.api.store.AppendContext;
import io.tsink.spi.ingest.Connection;
import io.tsink.spi.ingest.ConnectionContext;
import io.tsink.spi.ingest.DatagramBatch;
import io.tsink.spi.ingest.DatagramProtocol;
import io.tsink.spi.ingest.HttpProtocol;
import io.tsink.spi.ingest.StreamProtocol;
import java.lang.management.ManagementFactory;
import java.time.Instant;

/// Measures what an instance allocates on this thread.
final class AllocationProbe {
  private static final int CHUNK = 1 << 14;

  private AllocationProbe() {}

  /// Returns the bytes that a task allocates.
  static long bytes(Runnable task) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    task.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  /// Returns a task that feeds an input and itself allocates nothing that grows with it.
  static Runnable feeding(ProtocolHarness harness, byte[] input, RecordingSink sink) {
    return switch (harness.instance()) {
      case HttpProtocol http -> {
        var exchange = new TestExchange(harness.route()).body(input).sink(sink);
        var _ = exchange.body();
        yield () -> http.handle(exchange);
      }
      case StreamProtocol stream -> {
        Connection connection = stream.open(new Silence());
        yield () -> consume(connection, input, sink);
      }
      case DatagramProtocol datagram -> {
        var batch = new DatagramBatch();
        batch.add(input, 0, input.length, null, 0);
        yield () -> datagram.datagrams(batch, sink);
      }
      default -> throw new AssertionError(harness.instance());
    };
  }

  private static void consume(Connection connection, byte[] input, RecordingSink sink) {
    int at = 0;
    while (at < input.length) {
      int length = Math.min(CHUNK, input.length - at);
      boolean end = at + length == input.length;
      at += connection.consume(input, at, length, end, sink);
    }
  }

  /// A peer that sends back nothing.
  private static final class Silence implements ConnectionContext {
    @Override
    public AppendContext context() {
      return AppendContext.local();
    }

    @Override
    public Instant receivedAt() {
      return Instant.EPOCH;
    }

    @Override
    public void reply(byte[] bytes, int offset, int length) {}

    @Override
    public void end() {}
  }
}
