/// Format of the catalogue of series, version 1.
///
/// The catalogue is a directory of files, each framed by [io.tsink.engine.io.FileFrame] with the
/// magic `TSSR`. `full-N` has all series of its moment, `delta-N` what came and went since the file
/// before; `N` is a number of 16 hexadecimal digits that rises by 1 from file to file. The
/// catalogue is the `full` file of the highest number and every `delta` file above it. It is whole
/// if none of these is missing or damaged. The `detail` of a header is `2 N`, and 1 more for a full
/// file.
///
/// All numbers are little-endian; `varint` is an unsigned number in base 128, low digits first.
///
/// ```
/// payload = nextId:u32
///           covered:varint (nameLength:u8 name fingerprint:u64)*
///           removed:varint id:u32*
///           (1:u8 id:u32 kind:u8 labels:varint (text text)*)* 0:u8
/// text    = 0:u8 length:varint utf8 | number:varint
/// ```
///
/// `nextId` is above every id that was ever given out, 0 when all were. `covered` are the segments
/// whose series the catalogue has, each with its fingerprint: a segment that is not there, or there
/// with another fingerprint, has series that the catalogue may lack. `removed` are the series that
/// left, before those that came are added. Each series has its id, the ordinal of the
/// [io.tsink.api.ValueKind] of its first sample, 255 before there is one, and its labels by name. A
/// `text`, a name or a value, is spelt out where it comes first in a file, and is the number of
/// that place, from 1, afterwards.
@NullMarked
package io.tsink.engine.series.v1;

import org.jspecify.annotations.NullMarked;
