/// Format of the catalogue of series, version 1.
///
/// The catalogue is a directory of files, each framed by [io.tsink.engine.io.FileFrame]. `run-N`
/// has series that need not be in memory; it is never changed. `full-N` names the runs and has all
/// series of its moment that are in no run, `delta-N` what came and went since the file before.
/// `N` is a number of 16 hexadecimal digits; that of full files and deltas rises by 1 from file to
/// file, runs have numbers of their own. The catalogue is the `full` file of the highest number,
/// every `delta` file above it and the runs that the full file names. It is whole if none of these
/// is missing or damaged.
///
/// All numbers are little-endian; `varint` is an unsigned number in base 128, low digits first.
///
/// ## Full files and deltas
///
/// The magic is `TSSR`; the `detail` of a header is `2 N`, and 1 more for a full file.
///
/// ```
/// payload = nextId:u32
///           runs:varint (number:u64 checksum:u32)*
///           covered:varint (nameLength:u8 name fingerprint:u64)*
///           removed:varint id:u32*
///           (1:u8 id:u32 kind:u8 labels:varint (text text)*)* 0:u8
/// text    = 0:u8 length:varint utf8 | number:varint
/// ```
///
/// `nextId` is above every id that was ever given out, 0 when all were. `runs` are those of the
/// catalogue, each with the checksum in its footer; a delta names none. `covered` are the segments
/// whose series the catalogue has, each with its fingerprint: a segment that is not there, or there
/// with another fingerprint, has series that the catalogue may lack. `removed` are the series that
/// left, before those that came are added; a full file names all that are in its runs and were
/// removed. Each series has its id, the ordinal of the [io.tsink.api.ValueKind] of its first
/// sample, 255 before there is one, and its labels by name. A `text`, a name or a value, is spelt
/// out where it comes first in a file, and is the number of that place, from 1, afterwards. A
/// series that is in a run too is there because the run does not know its kind.
///
/// ## Runs
///
/// The magic is `TSRU`; the `detail` of a header is `N`. A run is mapped and read where it lies.
/// Its payload is less than 4 GiB; places are counted from its start.
///
/// ```
/// payload = record* text* end:u32* order:u32* id:u32* place:u32* slot:u32* set* value* name*
/// trailer record  = kind:u8 labels:varint (name:varint value:varint)*
/// value   = symbol:u32 postings
/// name    = symbol:u32 firstValue:u32 values:u32 postings
/// postings= place:u32 length:u32
/// trailer = sections:u32*8 symbols:u32 series:u32 withKind:u32 names:u32
/// ```
///
/// - A `record` is a series: the ordinal of its kind or 255, and its labels by name, as symbols.
/// - `text`, `end`: the text of symbol *s* ends at `end[s]`, counted from the first text, and
///   starts where that of *s* − 1 ends. `order` has the symbols in the order of their texts.
/// - `id` are the ids in order, read unsigned; `place` where the record of each starts.
/// - `slot` is a table for finding series by identity, with open addressing, a power of two of at
///   least 16 and 3/2 of the series. The first slot to look at is `hash >>> 8` of the identity
///   hash, modulo the number of slots, the next one follows it; a free slot is 0. With *b* the
///   number of bits of the number of series, the lower *b* bits are 1 more than the series' place
///   among the ids, those above are the lower bits of `hash >>> 40`. Equal slots are told apart by
///   labels.
/// - `set` are postings in the portable form of the Roaring format specification. `postings` say
///   where; with a length of 0 the place is the id of the only series.
/// - `name` are label names by symbol, each with its values `value[firstValue, firstValue +
///   values)` by symbol, and the series that have the label.
/// - `sections` are the places of the first text, end, order, id, place, slot, value and name.
@NullMarked
package io.tsink.engine.series.v1;

import org.jspecify.annotations.NullMarked;
