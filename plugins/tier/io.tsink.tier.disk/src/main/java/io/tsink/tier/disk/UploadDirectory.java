package io.tsink.tier.disk;

import io.tsink.spi.tier.TierCall;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The objects on their way. Thread-safe.
final class UploadDirectory {
  private final DiskLayout layout;
  private final Set<Path> underWay = ConcurrentHashMap.newKeySet();

  UploadDirectory(DiskLayout layout) {
    this.layout = layout;
  }

  Upload begin() {
    Path path = layout.newUpload();
    underWay.add(path);
    return new Upload(path);
  }

  /// Removes the files of uploads that are not under way here and were last written before a
  /// moment.
  long sweep(Instant before, TierCall call) throws IOException {
    long removed = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(layout.uploads())) {
      for (Path file : files) {
        call.check();
        if (!underWay.contains(file) && lastWritten(file).isBefore(before)) {
          removed += Files.deleteIfExists(file) ? 1 : 0;
        }
      }
    }
    return removed;
  }

  private static Instant lastWritten(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    } catch (NoSuchFileException _) {
      return Instant.MAX; // finished meanwhile
    }
  }

  /// A file that is removed at the end, unless it was renamed.
  final class Upload implements AutoCloseable {
    private final Path path;

    private Upload(Path path) {
      this.path = path;
    }

    Path path() {
      return path;
    }

    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
      underWay.remove(path);
    }
  }
}
