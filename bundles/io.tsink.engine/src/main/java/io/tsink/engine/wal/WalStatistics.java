package io.tsink.engine.wal;

/// What a log has done since it was opened, and how large it is. Immutable.
///
/// @param segments number of segment files
/// @param sizeBytes bytes in files and in memory
/// @param unsyncedBytes bytes of the newest segment that are not durable
/// @param groups number of groups appended
/// @param appendedBytes bytes of those groups
/// @param writes number of writes to a file
/// @param syncs number of syncs of a segment
/// @param failures number of segments given up
public record WalStatistics(
    int segments,
    long sizeBytes,
    long unsyncedBytes,
    long groups,
    long appendedBytes,
    long writes,
    long syncs,
    long failures) {}
