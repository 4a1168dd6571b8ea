package io.tsink.engine.flush;

import java.time.Duration;

/// When rows are sealed and when a segment is written. Immutable.
///
/// @param idle open rows that nobody wrote to for this long are sealed
/// @param maxOpen open rows are sealed when their first is this old
/// @param maxWaiting a segment is written when sealed chunks have waited this long
/// @param segmentBytes a segment is written when this much waits
/// @param memoryBytes everything is sealed and written when the head holds more
/// @param logBytes everything is sealed and written when the log is larger
public record FlushPolicy(
    Duration idle,
    Duration maxOpen,
    Duration maxWaiting,
    long segmentBytes,
    long memoryBytes,
    long logBytes) {}
