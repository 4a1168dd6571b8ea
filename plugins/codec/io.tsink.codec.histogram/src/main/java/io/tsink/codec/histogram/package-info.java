/// Codec for native histograms. This is its format, version 1.
///
/// **NativeHistogramBlock** cuts a column into *blocks*: the longest runs of rows that have one
/// layout and one sort of counts and do not cross a multiple of 64. In a block each number of a
/// histogram is a column of its own, since neighbouring rows differ little in each. *f64* is eight
/// bytes, little-endian; a *varint* is an unsigned number in base 128, low digits first; *zig-zag*
/// folds the sign of a number into its lowest bit; a *packed run* is that of
/// [io.tsink.spi.codec.BitPacking]. Arithmetic of whole numbers wraps around at 64 bits. A payload
/// ends exactly where its grammar ends; every other length is corrupt.
///
/// ```
/// payload = layouts:varint layout* blocks:varint head* block*
/// layout  = schema:zigzag-varint threshold:f64 spans spans bounds:varint bound:f64*
/// spans   = spans:varint (offset:zigzag-varint length:varint)*           positive, then negative
/// head    = rows:varint shape:varint length:varint     shape: layout number << 1 | floating-point
/// block   = resets longs longs doubles longs*          whole counts
///         | resets doubles doubles doubles doubles*    floating-point counts
/// ```
///
/// The parts of a block are the reset hints, what is left of the counts, the zero counts, the sums,
/// and a column for each bucket in the order of the layout. What is left of a whole count is the
/// count less zero count and bucket counts: nothing, if no observation was NaN. A floating-point
/// count is written as it is. `length` is the block's length in bytes.
///
/// ```
/// resets  = hint:u8                                    0…3, all rows
///         | 4 packed run of width 2                    a hint for each row
/// longs   = first:zigzag-varint width:u8 packed run    of zig-zag differences to the row before
/// doubles = first:varint width:u8 [shift:u8 packed run]
/// ```
///
/// The hints are unknown, reset, not reset, gauge. In `longs` of a bucket, `first` is less the
/// `first` of the bucket before in the block, if there is one. `first` of `doubles` is the raw bits
/// in reverse order, which makes short numbers of short fractions. Their run holds, for each row
/// but the first, the difference (exclusive or) from the row before, shifted right by `shift`;
/// shift and run are absent if the width is 0. Runs have one number less than the block has rows;
/// width and shift together are at most 64.
@NullMarked
package io.tsink.codec.histogram;

import org.jspecify.annotations.NullMarked;
