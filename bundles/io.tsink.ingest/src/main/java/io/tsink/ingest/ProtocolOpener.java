package io.tsink.ingest;

import io.tsink.api.AliasKey;
import io.tsink.api.store.Storage;
import io.tsink.spi.ingest.Protocol;
import io.tsink.spi.ingest.ProtocolState;
import io.tsink.spi.option.Options;
import io.tsink.telemetry.MetricScope;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Opens instances over one store. Thread-safe.
final class ProtocolOpener {
  private final Storage storage;
  private final IngestOptions options;
  private final InstantSource clock;
  private final MetricScope metrics;
  private final SeriesTable series;
  private final BatchPool batches;
  private final AtomicLong opened = new AtomicLong();

  ProtocolOpener(
      Storage storage,
      IngestOptions options,
      InstantSource clock,
      MetricScope metrics,
      SeriesTable series,
      BatchPool batches) {
    this.storage = storage;
    this.options = options;
    this.clock = clock;
    this.metrics = metrics;
    this.series = series;
    this.batches = batches;
  }

  OpenProtocol open(Protocol protocol, Map<String, ?> given, @Nullable ProtocolState state) {
    Options read = protocol.options().read(given);
    var counted = new ProtocolMetrics(metrics, protocol.name());
    var sinks =
        new SinkHost(
            protocol.name(),
            seed(),
            series,
            batches,
            LabelPolicy.of(options),
            counted,
            new RejectLog(clock, counted),
            options.maxBatchRows(),
            options.maxBatchBytes());
    var host = new InstanceHost(storage, sinks, read, clock, state, options.maxStateBytes());
    return OpenProtocol.open(protocol, host);
  }

  /// A number of its own for each instance that cannot be guessed.
  private long seed() {
    return new AliasKey().start(opened.incrementAndGet(), clock.millis()).low();
  }
}
