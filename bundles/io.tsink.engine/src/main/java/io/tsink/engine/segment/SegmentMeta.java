package io.tsink.engine.segment;

import io.tsink.api.TimestampPrecision;
import io.tsink.engine.wal.WalMark;
import java.util.List;

/// What a segment says of itself. Immutable.
///
/// @param precision unit of all times
/// @param minTime the first time of a sample; above `maxTime` when there is none
/// @param maxTime the last time of a sample
/// @param minSequence the smallest sequence of a sample; above `maxSequence` when there is none
/// @param maxSequence the largest sequence of a sample
/// @param walMark everything of the log up to here is in this segment or an earlier one
/// @param replaces numbers of the segments that this one was made of; it stands for them
/// @param fingerprint changes with any byte of the segment
/// @param bytes of all files
public record SegmentMeta(
    SegmentName name,
    TimestampPrecision precision,
    long seriesCount,
    long chunkCount,
    long sampleCount,
    long minTime,
    long maxTime,
    long minSequence,
    long maxSequence,
    WalMark walMark,
    List<Long> replaces,
    List<CodecUse> codecs,
    long fingerprint,
    long bytes) {
  public SegmentMeta {
    replaces = List.copyOf(replaces);
    codecs = List.copyOf(codecs);
  }
}
