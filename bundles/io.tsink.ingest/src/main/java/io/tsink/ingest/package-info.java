/// Runs protocols: what lies between the connectors and the store.
///
/// | what | who |
/// |---|---|
/// | which protocols there are, swapping them without a gap | [ProtocolCatalog] |
/// | which paths they answer | [RouteTable] |
/// | one request at work | [Lease] |
/// | bodies: limits and compression | [RequestBodies] |
/// | how a failure is answered | [FailureAnswer] |
/// | what was refused lately | [RejectLog] |
///
/// [IngestService] holds them together over one [io.tsink.api.store.Storage].
///
/// **The one look-up.** A sink turns the alias key of a series into a handle of the store in one
/// table; below it no layer looks a series up again. Labels are parsed, limited and joined with
/// those of the scope once, when a series is unknown.
///
/// **Threads.** Everything exported is thread-safe but [Lease] and what it gives, which belong to
/// one request.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.ingest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
