/// What protocols are tested with, and the contract that each must keep.
///
/// A protocol proves itself by a subclass of [ProtocolContract] that gives the service and a table
/// of [cases][ProtocolCase]; the tests then feed them whole, in pieces and damaged. A
/// [ProtocolHarness] opens a protocol without a server: requests, connections and packets are fed
/// by hand, timers tick when told to, and a [RecordingSink] keeps every row as a line of text.
///
/// [LineProtocolExample] and [CounterProtocolExample] are the smallest complete protocols: one over
/// connections, one over packets with state.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.testkit.ingest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
