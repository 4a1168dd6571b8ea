package io.tsink.engine.segment;

import io.tsink.api.TimestampPrecision;
import io.tsink.engine.io.StoreFiles;
import java.io.IOException;
import java.nio.file.Path;

/// A version of the files of a segment. Stateless and thread-safe.
public interface SegmentFormat {

  /// The files of a segment, in the order in which they are written.
  Iterable<String> fileNames();

  /// Starts the files of a segment in an existing, empty directory.
  SegmentWriter create(
      StoreFiles files, Path directory, SegmentName name, TimestampPrecision precision)
      throws IOException;

  /// Opens a segment and verifies all but its chunks, which are verified when they are read.
  ///
  /// @throws io.tsink.api.store.StorageException of kind `CORRUPTION` when a file is damaged
  /// @throws java.nio.file.NoSuchFileException when a file is missing
  Segment open(StoreFiles files, Path directory, SegmentName name) throws IOException;
}
