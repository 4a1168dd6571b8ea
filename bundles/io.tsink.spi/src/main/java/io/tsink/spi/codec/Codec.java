package io.tsink.spi.codec;

import org.osgi.annotation.versioning.ConsumerType;

/// What all codecs say of themselves, whatever form of column they code.
///
/// Thread-safe and stateless; the rules are in the package's description.
@ConsumerType
public interface Codec {

  /// The most rows a column can have.
  int MAX_ROWS = 65_535;

  /// The granule of a codec that can only decode its payload as a whole.
  int WHOLE = Integer.MAX_VALUE;

  /// The `bound` of a codec that cannot code the column at hand.
  int NOT_APPLICABLE = Integer.MAX_VALUE;

  /// The name stored with the data, unique among codecs of one form, at most 255 bytes of UTF-8.
  String name();

  /// The version of the format that `encode` writes, 1…65,535.
  int formatVersion();

  /// Whether `decode` understands a payload of this name written in the given version.
  default boolean reads(int version) {
    return version == formatVersion();
  }

  /// What decoding costs, for ordering codecs of nearly equal size.
  DecodeCost decodeCost();

  /// The smallest run of rows that is decoded by itself, counted from row 0, or [#WHOLE].
  ///
  /// A codec for [LongRole#TIME] has a granule of at most 64.
  default int granule() {
    return WHOLE;
  }
}
