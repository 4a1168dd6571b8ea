package io.tsink.tier.disk;

import io.tsink.spi.tier.TierException;
import io.tsink.spi.tier.TierException.Kind;
import io.tsink.spi.tier.TierKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;

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
    for (Path each = object.getParent(); !each.equals(objects); each = each.getParent()) {
      if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
        return true;
      }
    }
    return false;
  }

  /// Makes the directories of an object and the entries that lead to them durable.
  void makeParents(Path object) throws IOException {
    Path parent = object.getParent();
    if (Files.isDirectory(parent)) {
      return;
    }
    requireReachable();
    Path existing = parent;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    Files.createDirectories(parent);
    for (Path each = parent; !each.equals(existing); ) {
      each = each.getParent();
      sync(each);
    }
  }

  /// Removes the directories of an object that was removed, as far as they are empty.
  void pruneParents(Path object) throws IOException {
    for (Path each = object.getParent(); !each.equals(objects); each = each.getParent()) {
      try {
        Files.delete(each);
      } catch (FileSystemException _) {
        return; // not empty, or somebody else removed it
      }
    }
  }

  /// Makes the entries of a directory durable; one that is gone needs nothing.
  static void sync(Path directory) throws IOException {
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
