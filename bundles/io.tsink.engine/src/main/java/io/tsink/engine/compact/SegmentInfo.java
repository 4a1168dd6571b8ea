package io.tsink.engine.compact;

import io.tsink.engine.segment.SegmentName;

/// What planning knows of a segment. Immutable.
///
/// @param bytes of its files
/// @param minTime of its first sample
/// @param maxTime of its last sample
/// @param chunks number of chunks
/// @param goneChunks number of chunks that tombstones hide as a whole
/// @param due whether a tombstone that could be purged hides a sample of it
/// @param readable whether all its codecs are there
record SegmentInfo(
    SegmentName name,
    long bytes,
    long minTime,
    long maxTime,
    long chunks,
    long goneChunks,
    boolean due,
    boolean readable) {}
