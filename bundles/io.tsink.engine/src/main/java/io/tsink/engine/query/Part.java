package io.tsink.engine.query;

import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.store.Block;
import io.tsink.api.store.ChunkSource;
import io.tsink.api.store.ChunkSummary;
import io.tsink.engine.segment.Segment;
import org.jspecify.annotations.Nullable;

/// Samples of one series and one kind that lie together, in memory or in a segment: times rise, and
/// no delete is applied yet. Immutable.
interface Part {
  ValueKind kind();

  /// Number of samples, at least 1.
  int count();

  /// The first time.
  long minTime();

  /// The last time.
  long maxTime();

  long minSequence();

  long maxSequence();

  ChunkSource source();

  /// The segment that holds the samples, null for the head.
  @Nullable Segment segment();

  /// What is known of all samples, or null.
  @Nullable ChunkSummary summary();

  /// Encoded size, or what stands for it.
  long bytes();

  /// Decodes at least the samples within a range into a block, in place of what it held; sequences
  /// and, if there are any, start timestamps among them.
  void load(Block block, TimeRange range, Wanted wanted);

  /// Which columns beside times and values are wanted.
  ///
  /// @param starts start timestamps
  /// @param sequences sequences
  record Wanted(boolean starts, boolean sequences) {
    /// The columns, with sequences.
    Wanted withSequences() {
      return sequences ? this : new Wanted(starts, true);
    }
  }
}
