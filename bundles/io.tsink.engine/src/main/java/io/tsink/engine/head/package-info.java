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
///
/// # Open rows
///
/// Open rows are coded as they arrive, each against the one before, and lie in blocks of 32 and 128
/// bytes that belong to the shard: a series has two small objects of 32 and 64 bytes and some
/// blocks. Blocks go back to the shard when rows are sealed and no view needs their history, and
/// readers copy what they need while they hold the lock, so nothing that a reader sees is written
/// over, and nothing is allocated as long as rows come and go. The code is private to the process
/// and never stored.
///
/// Bits run from the low end of each byte; a field's low bits come first. `zz` is a signed number
/// in zig-zag form. Codes in quotes are written as their bits are read, first bit first.
///
/// ```
/// rows   = row*
/// row    = change? time commit cell?
/// change = '11111' hasKind:1 hasLead:1 hasStart:1 (kind:3)? (lead:64)? (start:64)?
/// time   = '0' | '10' zz:6 | '110' zz:12 | '1110' zz:32 | '11110' zz:64
/// commit = '0' less1:4 | '10' less17:10 | '110' | '1110' zz:16 | '1111' difference:64
/// cell   = '0' | '10' width:2 zz:{6,12,20,32} | '11' less1:6 trailing:6 bits:(less1+1)
/// ```
///
/// - `change` says in what a row differs from the one before in kind, in the distance of its
///   sequence from its commit number, and in its start timestamp. The first row is compared with
///   the kind and the commit that the rows were opened for, and no start timestamp.
/// - `time` is the difference to the expected time: the highest time so far (the first of the
///   window before the first row) plus the last step. A step is the difference between a new
///   highest time and the one before; of it the upper bits are kept, so many that those of a step
///   across the window fit 31 bits.
/// - `commit` is the difference of the commit number to that of the row before: 1…16, 17…1,040,
///   none, or any other.
/// - `cell` is there in rows of numbers: the same bits as before; the difference of whole numbers,
///   of `F64` those that are whole and below 2⁵³ like the one before; or the exclusive or with the
///   bits before, less its zeros at both ends, `trailing` of them at the low end, as Gorilla has it
///   (Pelkonen et al., VLDB 2015).
///
/// Values that are no numbers lie in columns beside the blocks, in the order of their rows.
@NullMarked
package io.tsink.engine.head;

import org.jspecify.annotations.NullMarked;
