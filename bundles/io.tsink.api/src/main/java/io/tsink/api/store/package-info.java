/// The contract of everything that stores: what a caller writes, reads and deletes, and what it is
/// told.
///
/// A [Storage] takes batches through an [Appender] and answers through a [Querier]. Layers that add
/// something (tenants, rollups, a cluster) are a `Storage` over another one and look the same from
/// above. What only some can do is a *capability*, asked for by its interface.
///
/// **Writing.** A [SeriesHandle] stands for a series; a [SampleBatch] holds rows in columns, each
/// row a slot, a time and a value. One batch is one atomic unit: after a crash all of its accepted
/// rows are there or none. Rows that cannot be accepted are reported as [Outcomes] while the others
/// are stored; a failure stores nothing and throws a [StorageException].
///
/// **Order.** Appends and deletes of a store are numbered by one *sequence*. Of two values for the
/// same series and time the one with the higher sequence wins; a delete hides what has a sequence
/// not above its own. Arrival order is nothing more than how a single node hands out sequences.
///
/// **Reading.** A querier is one consistent view. A [SeriesSet] is pulled series by series, a
/// [ChunkCursor] chunk by chunk; a chunk can be skipped by its header or loaded into a [Block] that
/// the caller owns. Samples come merged: each time once, deletes applied, times rising.
///
/// **Threads.** Storages, handles, options and results are thread-safe. Appenders, queriers,
/// cursors, batches and blocks are confined: they belong to one thread at a time. Calls block, and
/// end when the deadline of their context passes or it is cancelled.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.api.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
