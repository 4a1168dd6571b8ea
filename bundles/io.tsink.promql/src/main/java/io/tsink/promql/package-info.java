/// The PromQL engine: it parses a query, reads each selector once from a querier and answers with
/// a [QueryResult].
///
/// Times are in the store's precision throughout. An engine is immutable and may be used by any
/// number of threads; each query runs on the thread that asks.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.promql;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
