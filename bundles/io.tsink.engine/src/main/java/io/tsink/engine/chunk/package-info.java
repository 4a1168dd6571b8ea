/// Chunks: the samples of one series, of one kind, in coded columns.
///
/// An [EncodedChunk] has 1…65,535 rows whose times rise strictly. Its columns, times, values and,
/// where there are any, start times and sequences, are coded apart from each other as
/// [EncodedColumn]s, by the codecs of [io.tsink.spi.codec]. It is the same thing in memory, when
/// the head seals a buffer, and in a segment. [ChunkEncoder] makes one, [ChunkDecoder] gives a
/// [io.tsink.api.store.Block] of any part of it.
///
/// Codecs come and go with their bundles. A [CodecCatalog] holds those that are there now; who
/// works with codecs takes a [CodecLease], which holds one unchanging set, [Codecs]. A column names
/// its codec by a [CodecRef] and never holds the object. The codecs named `raw`, one for each form
/// of column, belong to the engine and are always there.
@NullMarked
package io.tsink.engine.chunk;

import org.jspecify.annotations.NullMarked;
