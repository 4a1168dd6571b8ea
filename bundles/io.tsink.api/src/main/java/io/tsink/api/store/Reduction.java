package io.tsink.api.store;

import io.tsink.api.DataPoint;
import org.jspecify.annotations.Nullable;

/// Reduces runs of samples to points, one after the other. Confined and reusable.
interface Reduction {
  /// Adds the samples `[from, to)` of a block, which are later than those before.
  ///
  /// @throws StorageException of kind `UNSUPPORTED_AGGREGATION` when the kind or a value does not
  ///     allow it
  void add(Block block, int from, int to);

  /// The point of what was added since the last call, or null when nothing counted.
  @Nullable DataPoint take();
}
