/// Merging segments: fewer of them, full-sized chunks, nothing in them that is hidden or expired.
///
/// ## Levels
///
/// A flush writes segments of level 0. Several of one level are merged into one of the next; those
/// of level 2 are merged with each other while they are small. What is merged when is decided by
/// [CompactionPlanner], a function of what segments say of themselves.
///
/// ## A merge
///
/// [SegmentMerge] walks the series of all inputs in the order of their ids, [SeriesMerge] the
/// chunks of one series in the order of time, so that memory holds the chunks that overlap each
/// other and one chunk being filled:
///
/// - A chunk that overlaps no other and is not small is copied as it is, summary and all; its
///   payload is neither decoded nor coded anew.
/// - Small chunks that follow each other are put together.
/// - Chunks that overlap are merged: of samples of one time the one of the highest sequence stays,
///   of equal sequences the one of the higher value, as everywhere.
/// - What a tombstone hides or what is expired is left out; a chunk of which that holds as a whole
///   is not looked at.
/// - Where the codec of a chunk is not installed, the chunk is copied as it is, and so are those
///   that overlap it, which is no less right: a segment may hold chunks that overlap, and readers
///   merge them. Nothing is lost and no segment has to wait for a codec. Tombstones of such a chunk
///   stay.
///
/// What is coded anew for level 2 is coded as cold data ([io.tsink.spi.codec.EncodePurpose]).
///
/// ## Replacement
///
/// The output is written under the name of a draft and synced. It names its inputs in its own meta
/// file, so that the renaming of its directory is the replacement: before it a start finds the
/// inputs, after it the output, and the inputs, if they are still there, are removed unopened
/// ([io.tsink.engine.segment.SegmentStore]). Readers see one step too, that of the
/// [io.tsink.engine.view.ViewPublisher]; inputs are unmapped and removed when no view holds them.
///
/// ## Tombstones
///
/// A merge leaves out what the tombstones of its beginning hide; later ones stay in force and hide
/// what they hide in the output. A tombstone is purged once no segment and no row in memory holds a
/// sample that it hides ([TombstonePurge]), and if its sequence is so old that rows which state a
/// lower one are not expected any more.
///
/// ## Expiry
///
/// Expired samples are not seen, see [io.tsink.engine.view.Retention]. [Expiry] removes segments
/// that hold nothing else; others are written anew when half of their time is expired.
@NullMarked
package io.tsink.engine.compact;

import org.jspecify.annotations.NullMarked;
