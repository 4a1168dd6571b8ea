package io.tsink.engine.wal;

import io.tsink.engine.io.StoreFile;
import io.tsink.engine.io.StoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes and removes the files of segments. Thread-safe; no lock of the log is held.
final class SegmentFiles {
  private static final Logger log = LoggerFactory.getLogger(SegmentFiles.class);

  private final StoreFiles files;
  private final Path directory;

  SegmentFiles(StoreFiles files, Path directory) {
    this.files = files;
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  StoreFiles files() {
    return files;
  }

  /// The segments that are there, oldest first; the directory is created if need be.
  List<WalSegment> find() throws IOException {
    files.createDirectories(directory);
    List<WalSegment> found = new ArrayList<>();
    for (Path path : files.list(directory)) {
      long number = WalSegment.numberOf(path);
      if (number >= 0) {
        found.add(new WalSegment(number, path, files.size(path)));
      }
    }
    return found;
  }

  /// Creates a segment, whose file is in the directory for good on return.
  WalSegment create(SegmentHeader header) throws IOException {
    Path path = directory.resolve(WalSegment.fileName(header.segment()));
    if (files.exists(path)) { // left by an attempt that failed
      files.delete(path);
    }
    StoreFile file = files.create(path);
    boolean done = false;
    try {
      file.append(header.encode(), 0, SegmentHeader.BYTES);
      files.syncDirectory(directory);
      done = true;
      return new WalSegment(header.segment(), file);
    } finally {
      if (!done) {
        discard(file);
      }
    }
  }

  private void discard(StoreFile file) {
    try {
      file.close();
      files.delete(file.path());
    } catch (IOException e) {
      log.warn("Could not remove a segment that was not begun: {}", file.path(), e);
    }
  }

  /// Removes a segment. The directory is synced after each file, so that a crash leaves no gap
  /// between segments.
  void remove(WalSegment segment) throws IOException {
    files.delete(segment.path());
    files.syncDirectory(directory);
  }

  /// Removes what a failed write has left, or notes that it does not count.
  ///
  /// @param good where the last good write has ended
  /// @param durable how much of that is durable
  /// @param sequence the highest of the log
  void cutOff(StoreFile file, long segment, long good, long durable, long sequence) {
    try {
      file.truncate(good);
    } catch (IOException e) {
      log.warn("Could not cut off a failed write: {} at byte {}", file.path(), good, e);
      try {
        publish(new PublishedMark(new WalMark(segment, 0), good, durable, sequence));
      } catch (IOException again) {
        log.warn("Could not note the end of the log: {}", directory, again);
      }
    }
  }

  void publish(PublishedMark mark) throws IOException {
    mark.write(files, directory);
  }

  /// Closes the file of a segment, if it is open.
  static void close(WalSegment segment) {
    StoreFile file = segment.takeFile();
    if (file == null) {
      return;
    }
    try {
      file.close();
    } catch (IOException e) {
      log.warn("Could not close a segment: {}", segment.path(), e);
    }
  }
}
