/// Samples in memory, until a segment holds them.
///
/// The head has 64 shards, one for each shard of series. A series has *open rows* for each
/// partition window that it was written to lately, in the order of arrival, each with the number of
/// its commit and its sequence. Open rows are *sealed* when there are enough of them, when another
/// window needs the place, when nobody wrote to them for a while, or when memory is short: they are
/// sorted, of rows of equal time the one of the highest sequence is kept, and what is left is
/// encoded into chunks of one kind. Sealed rows wait for a segment and stay until no view is open
/// that does not see the segment.
///
/// A view sees the rows of commits up to a number. As long as a view may be open that sees only
/// some of the rows that became a chunk, the rows stay beside the chunk as their *history*.
///
/// Locks: each shard has one; it comes after the lock of the log and before that of the publisher.
/// Nothing is read from or written to a file while it is held.
@NullMarked
package io.tsink.engine.head;

import org.jspecify.annotations.NullMarked;
