/// The contract between the server and a protocol: how the bytes of a sender become samples.
///
/// **Service and instance.** A [Protocol][io.tsink.spi.ingest.Protocol] is the service that a
/// plugin registers: a stateless descriptor with a name and options. The host opens an
/// [instance][io.tsink.spi.ingest.ProtocolInstance] from it, which holds all state and says by the
/// interfaces that it implements how it is fed:
///
/// | interface | fed with |
/// |---|---|
/// | [HttpProtocol][io.tsink.spi.ingest.HttpProtocol] | requests on the routes that it declares |
/// | [StreamProtocol][io.tsink.spi.ingest.StreamProtocol] | the bytes of TCP connections |
/// | [DatagramProtocol][io.tsink.spi.ingest.DatagramProtocol] | batches of UDP packets |
/// | [StatefulProtocol][io.tsink.spi.ingest.StatefulProtocol] | also: keeps state over a swap |
///
/// The host owns ports, paths, TLS, credentials, tenants, time-outs, limits and compression; an
/// instance sees decoded bytes and never chooses a tenant.
///
/// **Writing.** An instance writes into a [SampleSink][io.tsink.spi.ingest.SampleSink]. For each
/// series of the input it makes an [AliasKey][io.tsink.api.AliasKey] of the bytes as they came and
/// asks the sink for the slot; only when the series is unknown does it parse the labels and
/// define it. Rows go straight into the [SampleBatch][io.tsink.api.store.SampleBatch] of the sink.
/// A known series costs one look-up, no String and no object.
///
/// **Rejected rows are never silent and never exceptions.** What the parser cannot read goes to
/// [SampleSink#reject][io.tsink.spi.ingest.SampleSink#reject]; what the store refuses comes back in
/// the [IngestResult][io.tsink.spi.ingest.IngestResult]; the rest is stored. A
/// [StorageException][io.tsink.api.store.StorageException] means that the piece was not stored; an
/// instance lets it pass unless it words errors itself.
///
/// **Swap.** A replaced instance leaves the routing, finishes what is in flight, is flushed, asked
/// for its state if it is stateful, and closed. Its successor is given that state.
///
/// **Threads.** Services and instances are called by many threads at once. A sink, an exchange and
/// a connection belong to one thread at a time. Calls may block: they run on virtual threads.
///
/// **Buffers.** Every array that a method is given is borrowed until it returns.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.spi.ingest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
