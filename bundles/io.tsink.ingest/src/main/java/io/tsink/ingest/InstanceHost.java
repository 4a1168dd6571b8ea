package io.tsink.ingest;

import io.tsink.api.store.AppendContext;
import io.tsink.api.store.Storage;
import io.tsink.spi.host.Health;
import io.tsink.spi.host.Meter;
import io.tsink.spi.ingest.FlushScheduler;
import io.tsink.spi.ingest.IngestHost;
import io.tsink.spi.ingest.ProtocolState;
import io.tsink.spi.ingest.RejectRecorder;
import io.tsink.spi.option.Options;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The host of one instance. Thread-safe; closing it takes back what it gave.
final class InstanceHost implements IngestHost, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InstanceHost.class);

  private final Storage storage;
  private final SinkHost sinks;
  private final Options options;
  private final InstantSource clock;
  private final @Nullable ProtocolState state;
  private final int maxStateBytes;
  private final InstanceHealth health;
  private final Meter meter;
  private final FlushTimer timer;

  InstanceHost(
      Storage storage,
      SinkHost sinks,
      Options options,
      InstantSource clock,
      @Nullable ProtocolState state,
      int maxStateBytes) {
    this.storage = storage;
    this.sinks = sinks;
    this.options = options;
    this.clock = clock;
    this.state = state;
    this.maxStateBytes = maxStateBytes;
    this.health = new InstanceHealth(sinks.protocol(), clock);
    this.meter = new ScopeMeter(sinks.metrics().scope().scope("plugin"));
    this.timer =
        new FlushTimer(
            sinks.protocol(),
            sinks.seed(),
            clock,
            () -> sink(AppendContext.builder().protocol(sinks.protocol()).build()));
  }

  @Override
  public String name() {
    return sinks.protocol();
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public FlushScheduler scheduler() {
    return timer;
  }

  @Override
  public Meter meter() {
    return meter;
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public RejectRecorder rejects() {
    return sinks.rejects();
  }

  @Override
  public @Nullable ProtocolState state() {
    return state;
  }

  InstanceHealth report() {
    return health;
  }

  RejectLog rejectLog() {
    return sinks.rejects();
  }

  AppenderSink sink(AppendContext context) {
    return new AppenderSink(sinks, storage.appender(context), context);
  }

  /// Starts the timers.
  void start() {
    timer.start();
  }

  /// Stops the timers and has each task run a last time.
  void stop() {
    timer.stop();
  }

  /// Returns a state that may be kept, or null.
  @Nullable ProtocolState bounded(ProtocolState left) {
    if (left.length() <= maxStateBytes) {
      return left;
    }
    LOG.warn(
        "State of a protocol is too large and was dropped: {} has {} bytes, expected at most {}",
        name(),
        left.length(),
        maxStateBytes);
    return null;
  }

  @Override
  public void close() {
    sinks.metrics().close();
  }
}
