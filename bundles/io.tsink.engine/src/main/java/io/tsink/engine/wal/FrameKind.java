package io.tsink.engine.wal;

/// What a frame of the log says. The order is part of the format.
enum FrameKind {
  /// A series has an id.
  SERIES,
  /// A batch was committed.
  SAMPLES,
  /// Samples were deleted.
  DELETE,
  /// Frames are in segments.
  MARK;

  private static final FrameKind[] KINDS = values();

  static FrameKind of(int ordinal) {
    return KINDS[ordinal];
  }

  static boolean known(int ordinal) {
    return ordinal >= 0 && ordinal < KINDS.length;
  }
}
