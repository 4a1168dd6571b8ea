package io.tsink.spi.tier;

import io.tsink.spi.host.Health;
import io.tsink.spi.host.Meter;
import java.time.InstantSource;
import org.osgi.annotation.versioning.ProviderType;

/// What a back end gets from the program that opens it. Thread-safe.
@ProviderType
public interface TierHost {

  /// Returns the name of the back end in the configuration, for messages.
  String name();

  /// Returns the clock by which ages are judged.
  InstantSource clock();

  /// Returns where the back end counts what is its own, for example connections. Requests are
  /// counted in [TierCall#meter].
  Meter meter();

  /// Returns where the back end says how it is.
  Health health();
}
