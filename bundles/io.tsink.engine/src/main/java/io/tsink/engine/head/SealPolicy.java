package io.tsink.engine.head;

/// Which open rows are sealed although there is still room for more. Immutable.
///
/// @param writtenBefore rows that nobody wrote to since this time, in milliseconds by the clock of
///     the store, are sealed
/// @param createdBefore rows whose first is of before this time are sealed
/// @param positionBefore rows whose first is at a lower log position are sealed
public record SealPolicy(long writtenBefore, long createdBefore, long positionBefore) {
  /// Seals everything.
  public static final SealPolicy ALL = new SealPolicy(Long.MAX_VALUE, Long.MAX_VALUE, 0);

  boolean due(OpenRows rows) {
    return rows.writtenMillis() < writtenBefore
        || rows.createdMillis() < createdBefore
        || rows.firstPosition() < positionBefore;
  }
}
