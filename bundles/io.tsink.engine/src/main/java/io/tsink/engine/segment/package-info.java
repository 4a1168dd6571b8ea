/// Samples in files: immutable segments, how they are made, published, read and set aside.
///
/// A [Segment] holds chunks of many series in the files of one directory. [SegmentStore] owns the
/// directory of all of them. A segment is written as a [SegmentDraft] under a name that begins with
/// a dot, and published by renaming its directory: after a crash it is there as a whole or not at
/// all. A segment whose files contradict their checksums is *quarantined*: moved aside, counted and
/// reported, while the others are served.
///
/// The files themselves are the business of a [SegmentFormat]; the one that is written is
/// [io.tsink.engine.segment.v1].
///
/// A segment is held open by references: who reads it has called [Segment#acquire] and calls
/// [Segment#release] after the last use of anything it got from it. Its files are unmapped with the
/// last reference, and removed then if it was retired.
@NullMarked
package io.tsink.engine.segment;

import org.jspecify.annotations.NullMarked;
