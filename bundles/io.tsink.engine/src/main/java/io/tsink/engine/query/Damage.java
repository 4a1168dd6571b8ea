package io.tsink.engine.query;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.ReadOptions;
import io.tsink.api.store.StorageException;
import io.tsink.engine.segment.Segment;
import org.jspecify.annotations.Nullable;

/// What a query does about data that it cannot read: it fails, or goes on with a warning, as its
/// options say. Damaged segments are reported to their owner either way. Thread-safe.
final class Damage {
  private final ReadOptions.Partial partial;
  private final Warnings warnings;
  private final DamagedSegments damagedSegments;

  Damage(ReadOptions.Partial partial, Warnings warnings, DamagedSegments damagedSegments) {
    this.partial = partial;
    this.warnings = warnings;
    this.damagedSegments = damagedSegments;
  }

  /// Runs a read.
  ///
  /// @param segment where it reads, null for the head
  /// @return false when it could not be read and the query goes on
  boolean guard(@Nullable Segment segment, Runnable read) {
    try {
      read.run();
      return true;
    } catch (StorageException e) {
      String text = String.valueOf(e.getMessage());
      if (e.kind() == ErrorKind.CORRUPTION && segment != null) {
        damagedSegments.found(segment, text);
      }
      boolean readable = e.kind() != ErrorKind.CORRUPTION && e.kind() != ErrorKind.CODEC_MISSING;
      if (readable || partial == ReadOptions.Partial.FAIL) {
        throw e;
      }
      warnings.add(
          e.kind() == ErrorKind.CODEC_MISSING ? "codec-missing" : "segment-quarantined", text);
      return false;
    }
  }
}
