/// Codecs for constants, truth values and byte strings. This is their format, version 1.
///
/// *i64* and *f64* are eight bytes, little-endian; a *varint* is an unsigned number in base 128,
/// low digits first. A payload ends exactly where its grammar ends; every other length is corrupt.
///
/// **ConstantRle** writes runs of equal neighbours (doubles equal by their bits). It has one codec
/// for each form of column:
///
/// ```
/// longs   = runs:varint length:varint* value:i64*          a length for each run but the last
/// doubles = runs:varint length:varint* value:f64*
/// bytes   = runs:varint length:varint* size:varint* bytes  a size for each run, then all values
/// bools   = runs:varint first:u8 length:varint*            first is 0 or 1, runs alternate
/// ```
///
/// A column has at least one run and a run at least one row; the last run ends with the column.
/// 2048 equal numbers take nine bytes.
///
/// **BoolBitpack** is one bit a row, `(rows + 7) / 8` bytes: row *i* is bit `i & 7`, counted from
/// the lowest, of byte `i >> 3`. Unused bits of the last byte are zero when written and ignored
/// when read.
///
/// **BytesDeltaBlock** writes what a value does not share with a value before it, in granules of 64
/// rows, the last may be shorter:
///
/// ```
/// payload = length:varint* row*                     a length for each granule but the last, in
/// bytes row     = token:varint [shared:varint] suffix     suffix: token >> 1 bytes, where bit 0 is
/// clear
///         | token:varint                            where bit 0 is set
/// ```
///
/// With bit 0 clear the value is the first `shared` bytes of the row before, then the suffix; the
/// first row of a granule has no `shared`, which is 0. With bit 0 set it equals the row
/// `(token >> 1) + 1` rows before, in the same granule.
@NullMarked
package io.tsink.codec.bytes;

import org.jspecify.annotations.NullMarked;
