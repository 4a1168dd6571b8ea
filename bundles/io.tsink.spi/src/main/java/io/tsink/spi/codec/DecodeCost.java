package io.tsink.spi.codec;

/// Classes of decoding cost, cheapest first. Figures are for one value on one core.
public enum DecodeCost {
  /// The speed of copying memory.
  COPY,
  /// About a nanosecond.
  FAST,
  /// A few nanoseconds.
  MEDIUM,
  /// More; worth it in data that is rarely read.
  SLOW
}
