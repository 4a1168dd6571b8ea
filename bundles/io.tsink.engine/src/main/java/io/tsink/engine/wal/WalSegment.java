package io.tsink.engine.wal;

/// A file of the log.
final class WalSegment {}
