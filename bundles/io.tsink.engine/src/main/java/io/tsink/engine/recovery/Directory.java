package io.tsink.engine.recovery;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.ProcessLock;
import io.tsink.engine.io.StoreFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/// The directory of a store, locked for this process until it is closed.
final class Directory implements Closeable {
  private final StoreFiles files;
  private final Path path;
  private final ProcessLock lock;

  private Directory(StoreFiles files, Path path, ProcessLock lock) {
    this.files = files;
    this.path = path;
    this.lock = lock;
  }

  /// Takes a directory, which is created if need be.
  ///
  /// @throws StorageException `CONFLICT` when another process has it open
  static Directory lock(StoreFiles files, Path path) {
    try {
      if (files.exists(path) && !files.isDirectory(path)) {
        throw new StorageException(
            ErrorKind.INVALID_ARGUMENT, "%s is a file, expected a directory".formatted(path));
      }
      files.createDirectories(path);
      return new Directory(files, path, files.lock(path.resolve("LOCK")));
    } catch (IOException e) {
      throw FileFailure.of("open", path, e);
    }
  }

  Path resolve(String name) {
    return path.resolve(name);
  }

  Path path() {
    return path;
  }

  /// Removes files that were being written when the process ended.
  void removeDrafts() {
    try {
      for (Path entry : files.list(path)) {
        if (String.valueOf(entry.getFileName()).endsWith(".tmp")) {
          files.deleteTree(entry);
        }
      }
    } catch (IOException e) {
      throw FileFailure.of("clean", path, e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw FileFailure.of("unlock", path, e);
    }
  }
}
