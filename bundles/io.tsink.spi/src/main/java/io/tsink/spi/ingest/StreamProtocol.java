package io.tsink.spi.ingest;

import org.osgi.annotation.versioning.ConsumerType;

/// An instance that is fed by the bytes of connections, such as lines over TCP.
@ConsumerType
public interface StreamProtocol extends ProtocolInstance {

  /// Returns the most bytes that may have to be seen at once, for example the longest line. When
  /// that many are pending and none is used, the host closes the connection and counts why.
  default int maxPendingBytes() {
    return 1 << 20;
  }

  /// Returns what reads a new connection.
  Connection open(ConnectionContext context);
}
