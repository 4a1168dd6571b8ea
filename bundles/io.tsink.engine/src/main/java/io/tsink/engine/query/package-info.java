/// Reading: from one pinned view to merged columns.
///
/// A selection becomes candidates by the postings of the registry. What a view has of a candidate
/// are
/// *parts*: chunks of segments, sealed chunks of the head, and open rows made into blocks. A part
/// that overlaps no other is decoded straight into the block of the caller; parts that overlap are
/// merged by time and sequence. What deletes hide is left out while decoding.
@NullMarked
package io.tsink.engine.query;

import org.jspecify.annotations.NullMarked;
