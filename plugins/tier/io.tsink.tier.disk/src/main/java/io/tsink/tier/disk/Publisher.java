package io.tsink.tier.disk;

import io.tsink.spi.tier.PutCondition;
import io.tsink.spi.tier.TierCall;
import io.tsink.spi.tier.TierException;
import io.tsink.spi.tier.TierException.Kind;
import io.tsink.spi.tier.TierKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Makes objects visible and takes them away, each in one step. Thread-safe.
final class Publisher {
  private static final int ATTEMPTS = 100;

  private final DiskLayout layout;
  private final PublishLock lock;
  private final DiskProbe probe;

  Publisher(DiskLayout layout, PublishLock lock, DiskProbe probe) {
    this.layout = layout;
    this.lock = lock;
    this.probe = probe;
  }

  /// Fails early when a condition does not hold now.
  void requireCondition(TierKey key, PutCondition condition) throws IOException {
    boolean holds =
        switch (condition.kind()) {
          case ALWAYS -> true;
          case IF_ABSENT -> !layout.isObject(layout.object(key));
          case IF_MATCH -> condition.tag().equals(tag(layout.object(key)));
        };
    if (!holds) {
      throw conditionFailed(key, condition);
    }
  }

  /// Gives a synced file the name of its key, and makes that durable.
  void publish(Path file, TierKey key, PutCondition condition, TierCall call) throws IOException {
    Path object = layout.object(key);
    if (condition.kind() == PutCondition.Kind.IF_ABSENT) {
      call.check();
      inDirectories(key, object, () -> link(file, key, object));
    } else {
      inDirectories(
          key,
          object,
          () ->
              lock.holding(
                  call,
                  () -> {
                    requireCondition(key, condition);
                    return Files.move(file, object, StandardCopyOption.ATOMIC_MOVE);
                  }));
    }
    layout.syncEntry(object);
  }

  private Path link(Path file, TierKey key, Path object) throws IOException {
    try {
      return Files.createLink(object, file);
    } catch (FileAlreadyExistsException e) {
      if (layout.isObject(object)) {
        throw conditionFailed(key, PutCondition.ifAbsent());
      }
      throw e;
    } catch (NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      if (probe.linksHaveOneWinner()) {
        throw e;
      }
      throw new TierException(
          Kind.INVALID, key + ": the file system has no links for a put if absent", e);
    }
  }

  /// Makes the directories of an object and acts in them, again if they are pruned meanwhile.
  private void inDirectories(TierKey key, Path object, PublishLock.Action<Path> action)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        layout.makeDirectories(object);
        Path _ = action.run();
        return;
      } catch (NoSuchFileException e) {
        layout.requireReachable();
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } catch (FileSystemException e) {
        requireNoOtherKind(key, object);
        throw e;
      }
    }
  }

  /// Names the true reason when a directory is where the object, or a file where one of its
  /// directories should be.
  private void requireNoOtherKind(TierKey key, Path object) throws IOException {
    if (Files.isDirectory(object)) {
      throw inTheWay(key, object);
    }
    for (Path each : layout.directories(object)) {
      if (layout.isObject(each)) {
        throw inTheWay(key, each);
      }
    }
  }

  private TierException inTheWay(TierKey key, Path other) {
    return new TierException(
        Kind.INVALID, "%s: %s is in the way".formatted(key, layout.objects().relativize(other)));
  }

  /// Removes an object, and makes that durable.
  ///
  /// @return whether there was one
  boolean delete(TierKey key, TierCall call) throws IOException {
    layout.prepare();
    Path object = layout.object(key);
    if (!layout.isObject(object)) {
      return false;
    }
    boolean removed =
        lock.holding(call, () -> layout.isObject(object) && Files.deleteIfExists(object));
    layout.syncEntry(object);
    layout.pruneDirectories(object);
    return removed;
  }

  private String tag(Path object) throws IOException {
    try (ObjectReader reader = ObjectReader.open(layout, object)) {
      return reader.tail().tag();
    } catch (NoSuchFileException _) {
      return "";
    }
  }

  private static TierException conditionFailed(TierKey key, PutCondition condition) {
    return new TierException(
        Kind.PRECONDITION_FAILED, "%s: %s does not hold".formatted(key, condition));
  }
}
