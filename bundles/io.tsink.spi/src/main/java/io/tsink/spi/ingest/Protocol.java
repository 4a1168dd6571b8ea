package io.tsink.spi.ingest;

import io.tsink.spi.option.OptionSchema;
import org.osgi.annotation.versioning.ConsumerType;

/// A protocol by which samples arrive: the service that a plugin registers. Stateless and
/// thread-safe.
///
/// Implementations have a public constructor without arguments that does no work, are registered
/// with `@Component` and in `META-INF/services`, and carry the service properties `tsink.name` and
/// `tsink.version`.
@ConsumerType
public interface Protocol {

  /// Returns the name in configuration, metrics and messages: lower-case words joined by `-`, for
  /// example `remote-write`.
  String name();

  /// Returns the options that an instance reads.
  OptionSchema options();

  /// Opens an instance. It takes no port and contacts nothing.
  ///
  /// @param host good until the instance is closed
  /// @throws io.tsink.spi.option.OptionException when the options contradict each other
  ProtocolInstance open(IngestHost host);
}
