package io.tsink.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The framework's own files: the bundle cache and the copies of dropped-in bundles.
///
/// They lie in `.felix` of the data folder and not in the installation, so that several servers
/// share one installation, and not in a folder for temporary files, so that a server that was
/// killed leaves nothing behind: the next start on the same data clears them. A lock keeps a second
/// server on the same data from clearing the files of the first.
final class Workspace implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private Workspace(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /// Takes the workspace of a data folder, which is created when missing.
  ///
  /// @throws LaunchException when the folder cannot be written or another server has it
  static Workspace open(Path dataPath) throws LaunchException {
    Path folder = dataPath.resolve(".felix");
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new LaunchException(
            "data-path: %s is in use by another server, expected a folder of its own for each"
                .formatted(dataPath));
      }
      return new Workspace(folder, channel, lock);
    } catch (IOException e) {
      throw new LaunchException(
          "data-path: %s cannot be used: %s: %s"
              .formatted(dataPath, e.getClass().getSimpleName(), e.getMessage()),
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  /// Where the framework keeps its bundle cache.
  Path cache() {
    return folder.resolve("cache");
  }

  /// Where copies of dropped-in bundles are made.
  Path copies() {
    return folder.resolve("plugins");
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
