package io.tsink.spi.ingest;

import io.tsink.spi.host.Health;
import io.tsink.spi.host.Meter;
import io.tsink.spi.option.Options;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/// What a protocol instance gets from its host. Thread-safe.
@ProviderType
public interface IngestHost {

  /// Returns the name of the instance in the configuration, for messages.
  String name();

  /// Returns the values of the options that the protocol declares.
  Options options();

  /// Returns the clock for receive times and flush intervals.
  InstantSource clock();

  /// Returns the timer for what an instance sends by itself.
  FlushScheduler scheduler();

  Meter meter();

  Health health();

  /// Returns where input is counted that is refused outside of a sink.
  RejectRecorder rejects();

  /// Returns what the predecessor left, or null when there is none.
  @Nullable ProtocolState state();
}
