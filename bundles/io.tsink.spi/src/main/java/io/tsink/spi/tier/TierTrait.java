package io.tsink.spi.tier;

/// Something that not every place offers.
public enum TierTrait {
  /// A put with [PutCondition#ifAbsent] has exactly one winner.
  CONDITIONAL_PUT,
  /// A put with [PutCondition#ifMatch] has exactly one winner.
  CONDITIONAL_MATCH,
  /// A part of an object is read without reading the whole.
  RANGE_READ,
  /// A listing that begins after a put returned shows its object.
  LIST_AFTER_WRITE,
  /// [TierBackend#mappablePath] returns files.
  MAPPABLE_PATH
}
