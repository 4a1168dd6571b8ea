package io.tsink.api.frame;

/// Numbers of the format that writer and reader share; the package describes it.
final class FrameFormat {
  /// `TSBF`.
  static final int MAGIC = 0x46425354;

  static final int VERSION = 1;
  static final int HEADER_BYTES = 48;
  static final int MAX_BODY_BYTES = 1 << 29;

  static final int HAS_KEY = 1;

  static final int LABEL_SLOTS = 1;
  static final int STARTS = 2;
  static final int REPLACEMENTS = 4;
  static final int EXEMPLARS = 8;
  static final int METADATA = 16;
  static final int ALL_SECTIONS = 31;

  static final int FLOAT_COUNTS = 0x80;

  private FrameFormat() {}
}
