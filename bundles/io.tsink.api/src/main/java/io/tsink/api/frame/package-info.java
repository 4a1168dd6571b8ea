/// The batch frame, version 1: a batch of rows as bytes, for logs and between peers.
///
/// A frame is a header with a sequence, an idempotency key and checksums, and a *body* with the
/// rows. A log with headers of its own holds bodies only. All numbers are little-endian. These
/// are the elements:
///
/// - `u8 u16 u32 i64` of fixed width; `f64` the raw bits of a double, so that every NaN survives;
/// - `var` an unsigned number of up to 64 bits in groups of seven, lowest first, in the low bits
///   of bytes whose highest bit says that more follow;
/// - `signed` a `var` of `(n << 1) ^ (n >> 63)`; as a *step* it is the difference to the value
///   before, modulo 2^64, the first one to 0;
/// - `block` a `var` length and that many bytes; `text` a block of valid UTF-8;
/// - `labels` a block of the canonical identity: the value of the metric name, then name and
///   value of the other labels in order, each as `u16` length and UTF-8.
///
/// ## Frame
///
/// ```
/// frame = magic:"TSBF" version:u16 flags:u16 bodyLength:u32 bodyCrc:u32
///         sequence:i64 keyOrigin:i64 keyNumber:i64 reserved:u32 headerCrc:u32 body
/// ```
///
/// `version` is 1. Flag 1 says that there is a key; without it both halves are 0. Other flags and
/// `reserved` are 0. The sequence is −1 when none is stated. `bodyCrc` is the CRC-32C of the
/// body, `headerCrc` that of the 44 bytes before it. A body is at most 512 MiB.
///
/// ## Body
///
/// ```
/// body  = precision:u8 sections:u8 slots rows [replacements] [exemplars] [metadata]
/// slots = count:var (labels* | idRuns)
/// idRuns   = (step:signed run:var)*         until all slots have an id
/// rows  = count:var slotRuns kindRuns timeRuns [startRuns] (floats | cell*)*
/// slotRuns = (step:signed run:var)*         until all rows have a slot
/// kindRuns = (kind:u8 run:var)*             until all rows have a kind
/// timeRuns = (step:signed run:var)*         until all rows have a time; startRuns likewise
/// ```
///
/// `precision` is the ordinal of [io.tsink.api.TimestampPrecision], `kind` that of
/// [io.tsink.api.ValueKind]. `sections` has a bit for each part: 1 when slots are labels, else
/// series ids of the log; 2 start timestamps, 0 for unknown; 4 replacements; 8 exemplars; 16
/// metadata. A run is at least 1; in a run of slots each is `step` more than the one before, the
/// first of all `step` more than −1. So it is with ids, times and start timestamps, modulo 2^32
/// and 2^64, but that the first is `step` more than 0. Rows keep their order: of two for the same
/// series and time the later wins.
///
/// ```
/// floats    = exponent:u8 tag:u4* number*          of a run of rows of kind F64
/// cell      = I64 signed | U64 var | BOOL u8 (0 or 1) | BYTES block | STRING block
///           | HISTOGRAM histogram
/// histogram = layout:var [shape] flags:u8 count zeroCount sum:f64 bucket*
/// shape     = schema:signed zeroThreshold:f64 spans:var (offset:signed length:var)*
///             spans:var (offset:signed length:var)* bounds:var f64*
/// ```
///
/// A `tag` says what the double of a row is; the tags of two rows share a byte, that of the first
/// in its low half, and what is left of the last byte is 0. The numbers follow in the order of the
/// rows, signed and little-endian: none for tag 0, which is +0.0; a whole number of `tag` bytes for
/// 1 to 7; the raw bits for 8; for 9 to 15 a number of `tag − 8` bytes to be divided by ten to the
/// `exponent`, which is at most 22. The least tag that gives the same bits should be used.
///
/// `layout` counts the shapes of the body from 0; the next unused number is followed by its
/// shape, positive spans first. The low bits of `flags` are the ordinal of
/// [io.tsink.api.CounterReset]. With bit 0x80 counts and buckets are `f64`; without it counts are
/// `var` and buckets steps from each to the next, from 0. There are as many buckets as the spans
/// say.
///
/// ```
/// replacements = count:var (slot:var start:i64 end:i64)*
/// exemplars    = count:var (slot:var labels value:f64 timestamp:i64)*
/// metadata     = count:var (scope:labels family:text type:u8 help:text unit:text)*
/// ```
///
/// The timestamp of an exemplar is the least `i64` when there is none. `type` is the ordinal of
/// [io.tsink.api.MetricMetadata.Type].
///
/// ## Limits and failures
///
/// A reader stays within the bytes it is given and allocates no more than a small multiple of
/// them: a row is at least half a byte, a bucket one. What it cannot read is a
/// [io.tsink.api.store.StorageException] that names the offset: `CORRUPTION` when a checksum is
/// wrong, else `MALFORMED`.
///
/// ## History
///
/// - 1: the first version.
@Export
@NullMarked
@Version("1.0.0")
package io.tsink.api.frame;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
