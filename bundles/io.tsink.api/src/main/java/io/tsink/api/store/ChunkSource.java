package io.tsink.api.store;

/// Where a chunk lies.
///
/// @param tier `head`, `hot`, `warm`, `cold` or the name of a node
/// @param segment the name of the segment, empty in memory
/// @param timeCodec name of the codec of the times, empty in memory
/// @param valueCodec name of the codec of the values, empty in memory
public record ChunkSource(String tier, String segment, String timeCodec, String valueCodec) {
  /// Samples in memory.
  public static final ChunkSource HEAD = new ChunkSource("head", "", "", "");
}
