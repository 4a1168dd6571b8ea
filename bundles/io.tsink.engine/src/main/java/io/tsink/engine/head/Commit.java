package io.tsink.engine.head;

/// What the rows of one commit have in common. Immutable.
///
/// @param number the place of the commit in the order in which commits become visible; never stored
/// @param sequence what decides between values of equal series and time; stored
/// @param position where the log holds the commit, 0 without a log
/// @param millis when it was committed, by the clock of the store
public record Commit(long number, long sequence, long position, long millis) {
  /// How far the sequence is ahead of the number.
  long lead() {
    return sequence - number;
  }
}
