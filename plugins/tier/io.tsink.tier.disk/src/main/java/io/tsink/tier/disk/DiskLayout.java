package io.tsink.tier.disk;

import io.tsink.spi.tier.TierException;
import io.tsink.spi.tier.TierException.Kind;
import io.tsink.spi.tier.TierKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// Where things are in a tier's directory. Thread-safe.
final class DiskLayout {
  private final Path root;
  private final Path objects;
  private final Path uploads;
  private volatile boolean prepared;

  DiskLayout(Path root) {
    this.root = root;
    objects = root.resolve("objects");
    uploads = root.resolve("uploads");
  }

  Path objects() {
    return objects;
  }

  Path uploads() {
    return uploads;
  }

  Path lock() {
    return root.resolve("lock");
  }

  Path object(TierKey key) {
    return objects.resolve(key.toString());
  }

  Path newUpload() {
    return uploads.resolve(UUID.randomUUID().toString());
  }

  /// Sets up an empty directory, once: later it is not made again, since it is then a file system
  /// that is not mounted any more. For the same reason the directory itself is never made.
  void prepare() throws IOException {
    if (!prepared) {
      if (!Files.isDirectory(root)) {
        throw new NotDirectoryException(root.toString());
      }
      Files.createDirectories(objects);
      Files.createDirectories(uploads);
      sync(root);
      prepared = true;
    }
    requireReachable();
  }

  /// Tells whether there is a file of an object.
  boolean isObject(Path object) throws IOException {
    try {
      return Files.readAttributes(object, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isRegularFile();
    } catch (NoSuchFileException _) {
      requireReachable();
      return false;
    } catch (FileSystemException e) {
      if (isBelowFile(object)) {
        return false;
      }
      throw e;
    }
  }

  private boolean isBelowFile(Path object) {
    return directories(object).stream()
        .anyMatch(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS));
  }

  /// Returns the directories that an object is in, the innermost first, without the one of all
  /// objects.
  List<Path> directories(Path object) {
    Path key = objects.relativize(object);
    return IntStream.range(1, key.getNameCount())
        .mapToObj(parts -> objects.resolve(key.subpath(0, parts)))
        .toList()
        .reversed();
  }

  /// Makes the directories of an object and the entries that lead to them durable.
  ///
  /// @throws NoSuchFileException when one of them was pruned meanwhile
  void makeDirectories(Path object) throws IOException {
    requireReachable();
    for (Path each : directories(object).reversed()) {
      if (!Files.isDirectory(each)) {
        createDirectories(each);
        sync(directoryOf(each));
      }
    }
  }

  /// A directory that another put made and another delete pruned counts as one that is not there.
  private static void createDirectories(Path directory) throws IOException {
    try {
      Files.createDirectories(directory);
    } catch (FileAlreadyExistsException e) {
      if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(directory)) {
        throw e;
      }
      throw new NoSuchFileException(directory.toString());
    }
  }

  /// Removes the directories of an object that was removed, as far as they are empty.
  void pruneDirectories(Path object) throws IOException {
    for (Path each : directories(object)) {
      try {
        Files.delete(each);
      } catch (FileSystemException _) {
        return; // not empty, or somebody else removed it
      }
    }
  }

  /// Makes the entry of an object, or that there is none any more, durable.
  void syncEntry(Path object) throws IOException {
    sync(directoryOf(object));
  }

  private Path directoryOf(Path objectOrDirectory) {
    List<Path> directories = directories(objectOrDirectory);
    return directories.isEmpty() ? objects : directories.getFirst();
  }

  /// Makes the entries of a directory durable; one that is gone needs nothing.
  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (NoSuchFileException _) {
      return; // pruned meanwhile
    }
  }

  /// Fails unless the directory is there, so that a lost mount is not taken for lost objects.
  void requireReachable() {
    if (!Files.isDirectory(objects)) {
      throw new TierException(Kind.UNAVAILABLE, root + " is not there or was never set up");
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
