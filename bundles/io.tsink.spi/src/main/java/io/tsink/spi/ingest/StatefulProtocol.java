package io.tsink.spi.ingest;

import org.osgi.annotation.versioning.ConsumerType;

/// An instance whose state outlives it, such as counters that are flushed as running totals.
@ConsumerType
public interface StatefulProtocol extends ProtocolInstance {

  /// Returns the state as it is now.
  ///
  /// Called from time to time, so that a restart goes on from there, and a last time when the
  /// instance drains: after its last flush, with nothing in flight. The successor finds it in
  /// [IngestHost#state]. A host refuses state beyond a size that it sets, and goes on without.
  ProtocolState snapshot();
}
