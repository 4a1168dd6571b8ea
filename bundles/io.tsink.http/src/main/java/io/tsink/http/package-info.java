/// The HTTP server on Jetty: it owns the connectors and the paths, and hands each request to who
/// answers its path.
///
/// A path belongs to an [HttpEndpoint], which is a part of the server, or to a protocol of the
/// [io.tsink.ingest.ProtocolCatalog], which may come and go. Both see the same exchange; no type of
/// Jetty is seen by either. What no route fits is answered here: 404, 405, 413, 415, `OPTIONS`, and
/// `HEAD` by way of `GET`.
///
/// HTTP/1.1 and HTTP/2 without TLS (by prior knowledge or upgrade) share one port. A request runs
/// on a virtual thread of its own and may block.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
