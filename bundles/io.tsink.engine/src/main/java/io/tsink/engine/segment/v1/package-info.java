/// Segment format, version 1: the files of an immutable set of chunks.
///
/// Three files, framed by [io.tsink.engine.io.FileFrame] (a header of 16 bytes, a footer of 8 with
/// a CRC-32C over all before it). The `detail` of each header is the number of the segment, so that
/// files of two segments cannot be mixed up. Offsets count from the end of the header.
///
/// | file | magic | read |
/// |---|---|---|
/// | `segment.meta` | `TSSM` | whole, verified at open |
/// | `segment.index` | `TSSI` | mapped, verified at open |
/// | `segment.chunks` | `TSSC` | mapped; each chunk is verified when it is read |
///
/// Numbers are little-endian. `varint` is an unsigned number in base 128, low digits first, 1…10
/// bytes; `zigzag` is the varint of a signed number *n* as `(n << 1) ^ (n >> 63)`. Differences wrap
/// around in 64 bits. Kinds and forms are the ordinals of [io.tsink.api.ValueKind] and
/// [io.tsink.engine.chunk.CodecForm].
///
/// ## segment.chunks
///
/// Chunks one after the other, those of a series together, by first time; series by id.
///
/// ```
/// chunk  = length:u16 crc:u32 header payload*
/// header = kind:u8 flags:u8 count:varint firstTime:zigzag span:varint
///          minSequence:varint sequenceSpan:varint column+ [length:varint summary] more
/// column = codec:varint filter:varint length:varint [rawLength:varint] crc:u32 back:varint
/// ```
///
/// `length` and `crc` are those of the header, as CRC-32C. `span` is the last time less the first,
/// `sequenceSpan` the largest sequence less the smallest. The columns are: times, values, start
/// times if bit 0 of `flags` is set, sequences if bit 1 is set. Without sequences all rows have the
/// smallest one. With bit 2 of `flags` there is a summary of the values, which only numbers have;
/// its bytes are described below. `codec` and `filter` are numbers of the codec table, counted from
/// 1; no filter is
/// 0. `rawLength`, the length before the filter, is there only with a filter. The CRC-32C of the
/// payload is `crc`.
///
/// With `back` 0 the payload is one of those that follow the header, in the order of the columns.
/// Else it starts `back` bytes before this chunk: it is the payload of an earlier chunk whose
/// column is the same. Times, start times and sequences are stored so.
///
/// `more` is what later writers may add to a header; a reader passes over it. Other bits of `flags`
/// are 0 and ignored.
///
/// ```
/// summary = codes:u16 nans:varint stale:varint firstTime:varint lastTime:varint
///           resets:varint changes:varint largestGap:varint double*
/// ```
///
/// The fields are those of [io.tsink.api.store.ChunkSummary]. `firstTime` counts from the first
/// time of the chunk, `lastTime` back from its last. The doubles are minimum, maximum, first, last,
/// sum, compensation of the sum, and sum of the drops at resets. Two bits of `codes` for each,
/// lowest first, say how it is written:
///
/// | code | double |
/// |---|---|
/// | 0 | not at all: maximum and first are the minimum, last is the maximum, others are 0 |
/// | 1 | `zigzag`, an integer |
/// | 2 | its eight bytes |
/// | 3 | `zigzag` *n* and a byte *e* of 1…4: *n* divided by 10^*e*, rounded to a double |
///
/// ## segment.index
///
/// ```
/// index   = series* text* end* order* entry* posting* value* name* trailer
/// series  = kind:u8 labels:varint (name:varint value:varint)*
///           chunks:varint [offset:varint (firstTime:zigzag span:varint length:varint)+]
/// end     = u32
/// order   = u32
/// entry   = id:u32 series:u64
/// posting = length:u32 roaring
/// value   = value:u32 set:u64
/// name    = name:u32 firstValue:u32 values:u32 set:u64
/// trailer = texts:u64 ends:u64 orders:u64 entries:u64 postings:u64 values:u64 names:u64
///           symbolCount:u32 seriesCount:u32 valueCount:u32 nameCount:u32
/// ```
///
/// *Symbols* are the texts of label names and values, in UTF-8, numbered from 0 as they came.
/// `text` are the texts, `end` the end of each behind `texts`, `order` the symbols in unsigned byte
/// order of their texts. `series` come by id, each with its labels as symbols, by name. `firstTime`
/// is that of the chunk less that of the chunk before; `length` is that of the whole chunk in
/// `segment.chunks`, `offset` the place of the first one, behind which the others follow.
///
/// `entry` leads from a series id, in unsigned order, to its `series`. `name` leads from the symbol
/// of a label name, in order, to its values, and those from the symbol of a value, in order, to
/// the series that have it; the set of a name is the series that have the label at all. A `set`
/// with bit 63 is one series, whose id is in the lower 32 bits; any other is the place of a
/// `posting`, the portable form of the Roaring format specification.
///
/// ## segment.meta
///
/// ```
/// meta    = level:u8 precision:u8 seriesCount:u64 chunkCount:u64 sampleCount:u64
///           minTime:i64 maxTime:i64 minSequence:i64 maxSequence:i64 walSegment:u64 walFrame:u64
///           indexLength:u64 indexCrc:u32 chunksLength:u64 chunksCrc:u32
///           replaces:varint number:varint* codecs:varint codec*
/// codec   = form:u8 version:u16 columns:varint bytes:varint nameLength:u8 name
/// ```
///
/// `precision` is the ordinal of [io.tsink.api.TimestampPrecision]. The lengths and checksums are
/// those of the payload and in the footer of the other files. `number` are the numbers of the
/// segments that this one was made of: with it in its place, they are void. The codec table numbers
/// codecs and filters from 1 in the order of their first columns.
///
/// Limits: 2^32 − 1 series, 2^40 bytes of chunks, 2^32 bytes of texts, 65,535 rows in a chunk.
@NullMarked
package io.tsink.engine.segment.v1;

import org.jspecify.annotations.NullMarked;
