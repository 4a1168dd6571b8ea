package io.tsink.engine.segment;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.io.FileFailure;
import io.tsink.engine.wal.WalMark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A segment being written. Confined. It must be closed; unless [SegmentStore#publish] has made a
/// segment of it, its files are removed then.
///
/// All methods throw [io.tsink.api.store.StorageException] of kind `IO` or `STORAGE_FULL` when a
/// file fails; the draft is of no use afterwards.
public final class SegmentDraft implements AutoCloseable {

  private final SegmentStore store;
  private final SegmentName name;
  private final Path directory;
  private final SegmentWriter writer;
  private long chunks;
  private boolean published;
  private boolean closed;

  SegmentDraft(SegmentStore store, SegmentName name, Path directory, SegmentWriter writer) {
    this.store = store;
    this.name = name;
    this.directory = directory;
    this.writer = writer;
  }

  public SegmentName name() {
    return name;
  }

  /// Begins a series; its chunks follow.
  ///
  /// @param id above, read unsigned, the id of the series before
  /// @param kind of the first accepted sample of the series
  public void series(int id, Labels labels, ValueKind kind) {
    try {
      writer.series(id, labels, kind);
    } catch (IOException e) {
      throw FileFailure.of("write", directory, e);
    }
  }

  /// Adds a chunk of the current series.
  ///
  /// @param chunk does not begin before the chunk of the series before it; it may lie in another
  ///     segment, and its codecs need not be there
  public void append(EncodedChunk chunk) {
    try {
      writer.append(chunk);
      chunks++;
    } catch (IOException e) {
      throw FileFailure.of("write", directory, e);
    }
  }

  /// Number of chunks so far.
  public long chunkCount() {
    return chunks;
  }

  void finish(WalMark mark, List<Long> replaces) throws IOException {
    writer.finish(mark, replaces);
    writer.close();
    closed = true;
  }

  Path directory() {
    return directory;
  }

  void published() {
    published = true;
  }

  /// Ends the draft; repeating it does nothing.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      try {
        writer.close();
      } catch (IOException e) {
        throw FileFailure.of("close", directory, e);
      }
    }
    if (!published) {
      published = true;
      store.discard(directory);
    }
  }
}
