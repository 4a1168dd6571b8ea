package io.tsink.engine.head;

/// A partition window: the times of one stretch of open rows. Immutable; the rows of all series of
/// a shard share those of the moment.
///
/// @param first the first time
/// @param last the last time
record Window(long first, long last) {
  boolean holds(long time) {
    return first <= time && time <= last;
  }
}
