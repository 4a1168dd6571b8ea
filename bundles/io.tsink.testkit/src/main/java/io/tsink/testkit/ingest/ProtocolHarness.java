package io.tsink.testkit.ingest;

import io.tsink.api.store.AppendContext;
import io.tsink.api.store.StorageException;
import io.tsink.spi.ingest.Connection;
import io.tsink.spi.ingest.ConnectionContext;
import io.tsink.spi.ingest.DatagramBatch;
import io.tsink.spi.ingest.DatagramProtocol;
import io.tsink.spi.ingest.FlushScheduler;
import io.tsink.spi.ingest.HttpProtocol;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.Protocol;
import io.tsink.spi.ingest.ProtocolInstance;
import io.tsink.spi.ingest.ProtocolState;
import io.tsink.spi.ingest.StatefulProtocol;
import io.tsink.spi.ingest.StreamProtocol;
import io.tsink.testkit.host.ManualClock;
import io.tsink.testkit.host.RecordingMeter;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Runs one instance of a protocol without a server. Confined.
public final class ProtocolHarness implements AutoCloseable {
  private static final int MARGIN = 2;

  private final ManualClock clock;
  private final FakeIngestHost host;
  private final ProtocolInstance instance;

  private ProtocolHarness(
      Protocol protocol, Map<String, ?> options, ManualClock clock, @Nullable ProtocolState state) {
    this.clock = clock;
    this.host = new FakeIngestHost(protocol.name(), protocol.options().read(options), clock, state);
    this.instance = protocol.open(host);
  }

  /// Opens an instance with its default options, at second 1000 of 1970.
  public static ProtocolHarness open(Protocol protocol) {
    return open(protocol, Map.of());
  }

  /// Opens an instance.
  public static ProtocolHarness open(Protocol protocol, Map<String, ?> options) {
    var clock = new ManualClock(Instant.ofEpochSecond(1000));
    return new ProtocolHarness(protocol, options, clock, null);
  }

  /// Drains and closes this instance as a server does, and opens one of another service that gets
  /// its state.
  ///
  /// @param sink gets what the last flush writes
  public ProtocolHarness swap(Protocol successor, Map<String, ?> options, RecordingSink sink) {
    tick(sink);
    ProtocolState state =
        instance instanceof StatefulProtocol stateful ? stateful.snapshot() : null;
    close();
    return new ProtocolHarness(successor, options, clock, state);
  }

  public ProtocolInstance instance() {
    return instance;
  }

  /// Returns the clock of the host.
  public ManualClock clock() {
    return clock;
  }

  /// Returns what the instance measured.
  public RecordingMeter meter() {
    return host.recordingMeter();
  }

  /// Returns what was refused outside of a sink.
  public List<String> rejections() {
    return List.copyOf(host.rejections());
  }

  /// Returns the first route of the instance.
  public HttpRoute route() {
    return ((HttpProtocol) instance).routes().getFirst();
  }

  /// Has a request answered; what the instance throws is answered as a server does.
  public TestExchange send(TestExchange exchange) {
    TestResponse response = exchange.response();
    try {
      ((HttpProtocol) instance).handle(exchange);
    } catch (StorageException e) {
      if (response.committed()) {
        throw e;
      }
      response.status(e.kind().httpStatus());
      response.send(e.getMessage() + "\n");
    } finally {
      exchange.finish();
    }
    if (!response.ended()) {
      if (!response.committed()) {
        throw new AssertionError("the request was not answered");
      }
      response.end();
    }
    return exchange;
  }

  /// Feeds a connection to its end.
  ///
  /// @param pieces how many bytes arrive at once at most, in turn and over again; none for all
  /// @return what was sent back
  public byte[] connect(byte[] input, RecordingSink sink, int... pieces) {
    var stream = (StreamProtocol) instance;
    var peer = new Peer(clock);
    try (Connection connection = stream.open(peer)) {
      byte[] pending = {};
      int read = 0;
      int piece = 0;
      while (!peer.ended) {
        int most = pieces.length == 0 ? input.length : Math.max(1, pieces[piece++ % pieces.length]);
        int count = Math.min(most, input.length - read);
        boolean end = read + count == input.length;
        byte[] buffer = new byte[MARGIN + pending.length + count + MARGIN];
        System.arraycopy(pending, 0, buffer, MARGIN, pending.length);
        System.arraycopy(input, read, buffer, MARGIN + pending.length, count);
        read += count;
        int length = pending.length + count;
        int used = connection.consume(buffer, MARGIN, length, end, sink);
        if (used < 0 || used > length) {
          throw new AssertionError("%d bytes used of %d".formatted(used, length));
        }
        pending = Arrays.copyOfRange(buffer, MARGIN + used, MARGIN + length);
        Arrays.fill(buffer, (byte) 0xdd);
        if (end || (used == 0 && pending.length > stream.maxPendingBytes())) {
          break;
        }
      }
    }
    var _ = sink.flush();
    return peer.sent.toByteArray();
  }

  /// What a connection can do to its peer.
  private static final class Peer implements ConnectionContext {
    private final ManualClock clock;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private boolean ended;

    Peer(ManualClock clock) {
      this.clock = clock;
    }

    @Override
    public AppendContext context() {
      return AppendContext.builder().peer("192.0.2.1").build();
    }

    @Override
    public Instant receivedAt() {
      return clock.instant();
    }

    @Override
    public void reply(byte[] bytes, int offset, int length) {
      sent.write(bytes, offset, length);
    }

    @Override
    public void end() {
      ended = true;
    }
  }

  /// Feeds packets, all at once.
  public void packets(RecordingSink sink, byte[]... packets) {
    var batch = new DatagramBatch();
    for (byte[] packet : packets) {
      batch.add(packet, 0, packet.length, null, clock.millis());
    }
    ((DatagramProtocol) instance).datagrams(batch, sink);
    Arrays.fill(batch.bytes(), (byte) 0xdd);
    var _ = sink.flush();
  }

  /// Runs the flush tasks of the instance at the time of the clock.
  public void tick(RecordingSink sink) {
    for (FlushScheduler.Task task : host.tasks()) {
      task.flush(clock.millis(), sink);
      var _ = sink.flush();
    }
  }

  /// Feeds bytes in the way that the instance takes them: as the body of a request on its first
  /// route, as a connection, or as one packet.
  ///
  /// @param mediaType of a request, empty for none
  /// @param pieces how many bytes arrive at once at most, in turn and over again; none for all
  public void feed(byte[] input, String mediaType, RecordingSink sink, int... pieces) {
    switch (instance) {
      case HttpProtocol _ -> {
        var exchange =
            new TestExchange(route())
                .body(input)
                .pieces(pieces)
                .sink(sink)
                .receivedAt(clock.instant());
        if (!mediaType.isEmpty()) {
          exchange.header("Content-Type", mediaType);
        }
        send(exchange);
      }
      case StreamProtocol _ -> connect(input, sink, pieces);
      default -> packets(sink, input);
    }
  }

  @Override
  public void close() {
    instance.close();
  }
}
