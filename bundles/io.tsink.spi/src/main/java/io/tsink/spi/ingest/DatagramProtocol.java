package io.tsink.spi.ingest;

import org.osgi.annotation.versioning.ConsumerType;

/// An instance that is fed by packets.
@ConsumerType
public interface DatagramProtocol extends ProtocolInstance {

  /// Reads a batch of packets. A packet that cannot be read is given to [SampleSink#reject] with
  /// its index as the position, never thrown. The host commits the sink by size and age.
  void datagrams(DatagramBatch batch, SampleSink sink);
}
