package io.tsink.spi.ingest;

import org.osgi.annotation.versioning.ConsumerType;

/// A protocol at work, with all of its state. Thread-safe.
///
/// An instance implements at least one of [HttpProtocol], [StreamProtocol] and [DatagramProtocol].
@ConsumerType
public interface ProtocolInstance extends AutoCloseable {

  /// Frees what the instance holds. Called once, after its last call has returned and its timers
  /// have stopped; it does not wait for anything.
  @Override
  void close();
}
