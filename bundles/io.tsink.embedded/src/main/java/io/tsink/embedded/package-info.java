/// The store as a library, on a plain class path.
///
/// [Tsink#open] opens a directory and [Tsink#inMemory] a store without one; both come with PromQL
/// and with the codecs that `ServiceLoader` finds. The same directory opens in the server, one
/// process at a time.
///
/// Calls block and may be made from virtual threads; [AsyncStorage] is a façade of futures over
/// them. [Tsink#storage] is the store itself, for what the simple verbs here do not cover. Times
/// are `long` in the precision of the store, or an [java.time.Instant] where a method takes one.
///
/// Failures are [io.tsink.api.store.StorageException]s, and
/// [io.tsink.promql.PromqlException]s where a query has no answer.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.embedded;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
