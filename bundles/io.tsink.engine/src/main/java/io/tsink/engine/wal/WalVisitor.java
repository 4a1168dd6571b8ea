package io.tsink.engine.wal;

import io.tsink.api.Labels;
import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.IdempotencyKey;
import org.jspecify.annotations.Nullable;

/// Takes what a replay finds, in the order of the log.
///
/// The frames of a group come together or, at a torn tail, not at all. A frame may come again
/// that a replay before delivered: the log is replayed from the start after a crash during
/// replay. In salvage mode a definition may be missing for a series that rows name.
public interface WalVisitor {
  /// A series has this id. The same definition may come several times.
  ///
  /// @param family null when there was no sample yet
  void series(int seriesId, ValueKind.@Nullable Family family, Labels labels);

  /// A batch was committed.
  ///
  /// @param position of the frame, see [WalMark#position]
  /// @param bytes holds the body of a batch frame in `[from, to)`, whose slots are series ids;
  ///     borrowed until return
  void samples(
      long position, long sequence, @Nullable IdempotencyKey key, byte[] bytes, int from, int to);

  /// Samples were deleted.
  ///
  /// @param seriesIds given
  void delete(
      long position, long sequence, @Nullable IdempotencyKey key, TimeRange range, int[] seriesIds);

  /// Everything up to `covered` was in segments when this was logged.
  void covered(WalMark covered);
}
