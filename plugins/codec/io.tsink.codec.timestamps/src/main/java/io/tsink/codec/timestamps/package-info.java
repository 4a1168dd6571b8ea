/// Codecs for times and for whole numbers that move like times. This is their format, version 1.
///
/// All are [io.tsink.spi.codec.LongCodec]s. *i64* is eight bytes, little-endian; a *varint* is an
/// unsigned number in base 128, low digits first; *zig-zag* folds the sign of a number into its
/// lowest bit; a *packed run* is that of [io.tsink.spi.codec.BitPacking]. Arithmetic wraps around
/// at 64 bits. A payload ends exactly where its grammar ends; every other length is corrupt.
///
/// **FixedStepRle**, where all steps are equal:
///
/// ```
/// payload = first:i64 [step:i64]             the step only with two rows or more
/// ```
///
/// Row *i* is `first + i * step`.
///
/// **Units and granules.** The other two write the differences from the first row in *units*, where
/// a unit is the greatest common divisor of all differences of neighbours (1 when these are all
/// zero): a store in nanoseconds of data in milliseconds costs no more than one in milliseconds.
/// Row *i* is `first + divisor * unit(i)`. Rows are grouped into *granules* of 64, the last may be
/// shorter; the unit of each granule's first row, its *anchor*, is in the header, so that a search
/// reads anchors and decodes one granule. Anchor 0 is 0. `base` is the median of a sample of the
/// steps in units; any value is legal.
///
/// **DeltaOfDeltaBitpack**:
///
/// ```
/// payload = first:i64 [divisor:varint base:zigzag-varint head* data*]   only `first` with one row
/// head    = anchor-step:zigzag-varint width:u8      for each granule; no anchor-step for granule 0
/// data    = packed run of zig-zag numbers, one less than the granule has rows
/// ```
///
/// `anchor-step` is the difference of two anchors less `64 * base`. Bits 0…6 of `width` are the
/// width of the run, 0…64. Where bit 7 is set, number *j* is the step to row *j + 1* of the granule
/// less `base`. Where it is clear, number *j* is that step less the step before, which for the
/// first is `base`. The encoder takes the form that is shorter, the second of equals.
///
/// **DeltaVarint**:
///
/// ```
/// payload = first:i64 [divisor:varint base:zigzag-varint head* data*]   only `first` with one row
/// head    = anchor-step:zigzag-varint length:varint      for each granule; no anchor-step for 0
/// data    = zigzag-varint for each step to the granule's next row, less `base`, `length` bytes
/// ```
@NullMarked
package io.tsink.codec.timestamps;

import org.jspecify.annotations.NullMarked;
