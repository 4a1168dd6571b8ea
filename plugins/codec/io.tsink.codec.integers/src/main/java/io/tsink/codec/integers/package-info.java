/// Codecs for whole numbers. This is their format, version 1.
///
/// **ZigZagDeltaBitpackI64** codes signed values and **DeltaBitpackU64** unsigned ones; both are
/// [io.tsink.spi.codec.LongCodec]s. *i64* is eight bytes, little-endian; a *varint* is an unsigned
/// number in base 128, low digits first; *zig-zag* folds the sign of a number into its lowest bit; a
/// *packed run* is that of [io.tsink.spi.codec.BitPacking]. Arithmetic wraps around at 64 bits, so
/// that every column can be coded whatever its extremes. A payload ends exactly where its grammar
/// ends; every other length is corrupt.
///
/// Values are written as distances from the first in *units*, where a unit is the greatest common
/// divisor of all differences of neighbours (1 when these are all zero). Row *i* is
/// `first + divisor * unit(i)`. Rows are grouped into *granules* of 128, the last may be shorter.
///
/// ```
/// payload = first:i64 [divisor:varint head* data*]           only `first` with one row
/// head    = base-step:zigzag-varint form:u8 [least:zigzag-varint]     for each granule
/// data    = packed run                                                for each granule
/// ```
///
/// `base-step` is the granule's *base* less that of the granule before, for granule 0 the base
/// itself. `form` is `65 * kind + width`, with a width of 0…64:
///
/// | kind | base | the run holds |
/// |---|---|---|
/// | 0 zig-zag deltas | unit of the first row | for each further row the zig-zag of its unit less the unit before |
/// | 1 least deltas | unit of the first row | for each further row its unit less the unit before, less `least` |
/// | 2 frame of reference | least unit, read signed | for each row its unit less the base |
///
/// `least` is there only with kind 1 and is the least delta of the granule, read signed. The encoder
/// takes the kind of the fewest bits, the lower number of equals. ZigZagDeltaBitpackI64 writes the
/// kinds 0 and 2, DeltaBitpackU64 the kinds 1 and 2; each reads all three.
@NullMarked
package io.tsink.codec.integers;

import org.jspecify.annotations.NullMarked;
