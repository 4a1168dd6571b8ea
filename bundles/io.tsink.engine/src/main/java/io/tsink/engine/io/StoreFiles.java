package io.tsink.engine.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;

/// Everything the engine does to a file system. Thread-safe.
///
/// Nothing is durable before it is synced: the content of a file by [StoreFile#sync], its name by
/// [#syncDirectory]. No call is cut short by an interrupt of the thread. A write that finds no
/// room throws [DiskFullException].
public interface StoreFiles {

  /// The file system of the machine.
  static StoreFiles disk() {
    return DiskFiles.INSTANCE;
  }

  /// Creates a directory and those above it that are missing; their entries are durable on
  /// return.
  void createDirectories(Path directory) throws IOException;

  boolean exists(Path path) throws IOException;

  boolean isDirectory(Path path) throws IOException;

  /// The entries of a directory, sorted by name.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is no such directory
  List<Path> list(Path directory) throws IOException;

  /// The length of a file in bytes.
  long size(Path file) throws IOException;

  /// Creates an empty file and opens it for writing and reading.
  ///
  /// @throws java.nio.file.FileAlreadyExistsException when there is one
  StoreFile create(Path file) throws IOException;

  /// Opens a file for appending at its end and reading.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  StoreFile open(Path file) throws IOException;

  /// Opens a file for reading only.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  StoreFile openRead(Path file) throws IOException;

  /// Maps a whole file for reading. The memory is valid until the arena is closed, whatever
  /// becomes of the name of the file.
  MemorySegment map(Path file, Arena arena) throws IOException;

  /// Gives a file or directory another name in one step; a file of that name is replaced.
  void rename(Path from, Path to) throws IOException;

  /// Removes a file or an empty directory.
  ///
  /// @throws java.nio.file.NoSuchFileException when there is none
  void delete(Path path) throws IOException;

  /// Gives a file a second name on the same file system.
  void hardLink(Path link, Path existing) throws IOException;

  /// Makes the entries of a directory durable.
  void syncDirectory(Path directory) throws IOException;

  /// Room left for files in a directory, in bytes.
  long usableSpace(Path directory) throws IOException;

  /// Takes a file as the lock of a process, creating it if need be, and writes the number of the
  /// process into it. The lock ends with [ProcessLock#close] or with the process.
  ///
  /// @throws io.tsink.api.store.StorageException of kind `CONFLICT` when another holds it; the
  ///     message     names the holder
  ProcessLock lock(Path file) throws IOException;

  /// Removes a file or a directory with all it holds; nothing happens when there is none.
  default void deleteTree(Path path) throws IOException {
    if (!exists(path)) {
      return;
    }
    if (isDirectory(path)) {
      for (Path entry : list(path)) {
        deleteTree(entry);
      }
    }
    delete(path);
  }
}
