package io.tsink.engine.segment;

import io.tsink.api.Labels;
import io.tsink.api.ValueKind;
import io.tsink.engine.chunk.EncodedChunk;
import io.tsink.engine.wal.WalMark;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// Writes the files of a segment, series by series. Confined.
public interface SegmentWriter extends Closeable {

  /// Begins a series; its chunks follow.
  ///
  /// @param id above, read unsigned, the id of the series before
  void series(int id, Labels labels, ValueKind kind) throws IOException;

  /// Adds a chunk of the current series.
  ///
  /// @param chunk does not begin before the chunk of the series before it
  void append(EncodedChunk chunk) throws IOException;

  /// Ends the files and syncs each of them.
  ///
  /// @param mark see [SegmentMeta#walMark]
  /// @param replaces see [SegmentMeta#replaces]
  void finish(WalMark mark, List<Long> replaces) throws IOException;

  /// Closes the files; without [#finish] they are of no use.
  @Override
  void close() throws IOException;
}
