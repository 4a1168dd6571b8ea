/// Codecs for doubles, exact to the bit. This is their format, version 1.
///
/// All are [io.tsink.spi.codec.DoubleCodec]s. *f64* and *i64* are eight bytes, little-endian; a
/// *varint* is an unsigned number in base 128, low digits first; *zig-zag* folds the sign of a
/// number into its lowest bit. Rows are grouped into *granules* of 128, the last may be shorter. A
/// payload ends exactly where its grammar ends; every other length is corrupt.
///
/// **DecimalAlpF64** writes decimal fractions as whole numbers, as ALP does (A. Afroozeh, L. Kuffó,
/// P. Boncz: ALP: Adaptive Lossless floating-Point Compression, SIGMOD 2023), but with one exponent
/// and a division, which is exact wherever [io.tsink.spi.codec.Decimals] says so:
///
/// ```
/// payload = exponent:u8 exceptions:varint gap:varint* bits:i64* digits
/// ```
///
/// `digits` is a column of [io.tsink.spi.codec.PackedLongs]. Row *i* is `digits(i) / 10^exponent`.
/// An
/// *exception* is a row that is no such fraction of at most 53 bits (NaN, infinities, negative
/// zero, more digits). Its row is `gap` rows behind the row that follows the exception before, the
/// first counted from row 0; its value has the raw `bits`. In the stream of digits it repeats the
/// digits before it, or those after it where none are before; all are 0 where every row is an
/// exception.
///
/// **GorillaXorF64** is the value coding of Gorilla (T. Pelkonen et al.: Gorilla: A Fast, Scalable,
/// In-Memory Time Series Database, VLDB 2015, §4.1.3), begun anew for each granule:
///
/// ```
/// payload = first:f64 length:varint* bits*         a length for each granule but the last
/// bits    = one code a row, packed from the lowest bit of each byte; granule 0 has none for row 0
/// code    = 0 | 1 0 difference | 1 1 leading:5 width:6 difference
/// ```
///
/// A code gives the difference (exclusive or) from the row before; for the first row of a granule,
/// from row 0 of the column. `0` means none. A difference has `leading` zeros (at most 31) in front
/// of `width` bits (0 stands for 64) that are written lowest first; after `1 0` it uses the leading
/// and width of the code before in the granule, which must exist. Bits behind a granule's last
/// code, up to the end of its byte, are zero. The encoder opens a new window where the old one does
/// not fit or would cost more bits than a new one.
@NullMarked
package io.tsink.codec.floats;

import org.jspecify.annotations.NullMarked;
