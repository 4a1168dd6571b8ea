package io.tsink.api.store;

import io.tsink.api.ValueKind;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/// The samples of one series, chunk by chunk, in the order of time. Confined.
///
/// A chunk is moved to first, which tells its header, and then loaded or passed. Chunks hold one
/// kind, their times rise strictly across chunks, and they are never empty. Loading may give fewer
/// samples than [#count] says when deletes or range ends cut the chunk, never more.
@ProviderType
public interface ChunkCursor {
  /// Moves to the next chunk; false at the end.
  boolean nextChunk();

  /// Passes every chunk whose samples all lie before `time`, without decoding any; the next call of
  /// [#nextChunk] moves to the first one that may hold it.
  void seek(long time);

  ValueKind kind();

  /// Most samples that [#load] gives.
  int count();

  /// No sample of the chunk has a time before this.
  long minTime();

  /// No sample of the chunk has a time after this.
  long maxTime();

  /// Where the chunk lies.
  ChunkSource source();

  /// What is known of the samples without loading them, exact for what [#load] would give; or null.
  @Nullable ChunkSummary summary();

  /// Decodes the chunk into a block, in place of what it held. The block may come out empty when
  /// every sample was cut off.
  ///
  /// @throws StorageException of kind `CODEC_MISSING` or `CORRUPTION`
  void load(Block block);
}
