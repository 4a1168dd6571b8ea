package io.tsink.spi.ingest;

import org.osgi.annotation.versioning.ConsumerType;

/// What reads one connection. Confined.
@ConsumerType
public interface Connection extends AutoCloseable {

  /// Reads what has arrived and returns how many bytes it has used, from the first on. The host
  /// keeps the rest and puts it before what comes next.
  ///
  /// Input that cannot be read is given to [SampleSink#reject], never thrown. The host commits the
  /// sink by size and age.
  ///
  /// @param end whether nothing follows; what is not used then is lost
  int consume(byte[] buffer, int offset, int length, boolean end, SampleSink sink);

  /// Called once, when the connection is over.
  @Override
  default void close() {}
}
