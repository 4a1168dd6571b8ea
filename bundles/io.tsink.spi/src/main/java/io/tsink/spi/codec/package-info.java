/// Contract of the codecs: how one column of a chunk becomes bytes and comes back.
///
/// A *column* holds the times, start times, sequences or values of up to [Codec#MAX_ROWS] samples
/// of one series and one kind. A *payload* is the coded form of one column. It has no header: the
/// row count, the codec's name and version and the checksum belong to the chunk that holds it.
/// Columns are coded apart from each other, so equal columns give equal bytes.
///
/// There is one interface for each form a column can have:
///
/// | form | interface | column |
/// |---|---|---|
/// | whole numbers | [LongCodec] | `long[]`, in a [LongRole] |
/// | floating point | [DoubleCodec] | `double[]` |
/// | truth values | [BoolCodec] | `long[]`, row *i* is bit `i & 63` of word `i >> 6` |
/// | bytes and strings | [BytesCodec] | [io.tsink.api.BytesColumn] |
/// | native histograms | [HistogramCodec] | [io.tsink.api.HistogramColumn] |
///
/// and [PayloadFilter], bytes to bytes, for what may be laid over a finished payload.
///
/// **Choosing.** The host scans a column once ([LongStats] and its siblings), asks each codec for a
/// lower `bound` of its payload and encodes in order of bound until the best result is not above
/// the next bound.
///
/// **Granules.** A payload can be decoded from any row to any row. The smallest run that is decoded
/// by itself is the *granule*; a decoder may write whole granules, so `dest` has room up to the end
/// of the granule that holds row `to - 1`, or of the column where that ends first, and what lies
/// between is undefined afterwards. Nothing is written before `destOff`.
///
/// **Rules for every codec.** Thread-safe and stateless: no fields but constants, no caches, no
/// input or output, no clock, no randomness, no logging. The same column gives the same bytes on
/// every machine. Bits are exact: NaN payloads, negative zero and unsigned values survive. Decoding
/// allocates nothing; what it needs for a moment it borrows from [Scratch]. A damaged payload ends
/// in values or in [CorruptBlock], never in another exception, a read outside the payload's slice,
/// or work beyond the stated row count. A codec has a public constructor without parameters that
/// does nothing.
///
/// **Names.** The codecs of this project carry the names of its specification; others take a
/// reverse-DNS name. Name and format version are stored with the data: a payload stays readable as
/// long as some codec of that name [reads][Codec#reads] that version.
@NullMarked
@Export
@Version("1.0.0")
package io.tsink.spi.codec;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
