package io.tsink.tier.disk;

import io.tsink.spi.tier.TierCall;
import io.tsink.spi.tier.TierTrait;
import io.tsink.spi.tier.TierTraits;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/// Tries what depends on the file system: links and locks. Thread-safe.
final class DiskProbe {
  /// The checksums of all blocks are held in memory while an object is written.
  private static final long MAX_OBJECT_BYTES = 1L << 40;

  private final DiskLayout layout;
  private final PublishLock lock;

  DiskProbe(DiskLayout layout, PublishLock lock) {
    this.layout = layout;
    this.lock = lock;
  }

  /// Returns the traits.
  ///
  /// @throws IOException when the directory cannot be written to or its lock not be had
  TierTraits run(TierCall call) throws IOException {
    layout.prepare();
    Set<TierTrait> traits =
        EnumSet.of(
            TierTrait.CONDITIONAL_MATCH,
            TierTrait.RANGE_READ,
            TierTrait.LIST_AFTER_WRITE,
            TierTrait.MAPPABLE_PATH);
    if (lock.holding(call, this::linksHaveOneWinner)) {
      traits.add(TierTrait.CONDITIONAL_PUT);
    }
    return TierTraits.of(traits).withLimits(MAX_OBJECT_BYTES, MAX_OBJECT_BYTES);
  }

  /// Tells whether a link can be made, and not to a name that is taken.
  boolean linksHaveOneWinner() throws IOException {
    Path file = layout.newUpload();
    Path link = layout.newUpload();
    Files.createFile(file);
    try {
      Files.createLink(link, file);
      return failsToLinkAgain(link, file);
    } catch (UnsupportedOperationException | FileSystemException _) {
      return false;
    } finally {
      Files.deleteIfExists(link);
      Files.deleteIfExists(file);
    }
  }

  private static boolean failsToLinkAgain(Path link, Path file) throws IOException {
    try {
      Files.createLink(link, file);
      return false;
    } catch (FileAlreadyExistsException _) {
      return true;
    }
  }
}
