package io.tsink.spi.codec;

/// What a column of whole numbers means.
public enum LongRole {
  /// Timestamps of samples, strictly increasing.
  TIME,
  /// Start timestamps beside the times, any value, often long runs.
  START,
  /// Commit sequences, not negative, often nearly constant.
  SEQUENCE,
  /// Signed values.
  I64,
  /// Unsigned values, read with `Long.compareUnsigned` and its kin.
  U64
}
