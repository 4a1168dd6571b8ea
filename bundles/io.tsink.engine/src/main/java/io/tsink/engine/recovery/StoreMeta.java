package io.tsink.engine.recovery;

import io.tsink.api.TimestampPrecision;
import io.tsink.api.frame.FrameBuffer;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.io.SmallFile;
import io.tsink.engine.io.StoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What a directory says of the store in it: written once, when the store is created.
///
/// The file `store.meta` is framed, magic `TSST`, version 1. Its payload is the ordinal of the
/// precision as one byte; the detail of its header is the time of creation in milliseconds.
final class StoreMeta {
  private static final FileFrame FRAME = new FileFrame("TSST", 1);
  private static final TimestampPrecision[] PRECISIONS = TimestampPrecision.values();

  private StoreMeta() {}

  /// Checks that the store of a directory has a precision, or creates the store.
  ///
  /// @throws StorageException `CONFLICT` when it has another one
  static void check(
      StoreFiles files, Path directory, TimestampPrecision precision, long nowMillis) {
    Path path = directory.resolve("store.meta");
    var file = new SmallFile(files, path, FRAME);
    TimestampPrecision found = read(file);
    if (found == null) {
      requireEmpty(files, directory);
      var payload = new FrameBuffer(1);
      payload.putByte(precision.ordinal());
      file.save(nowMillis, payload);
    } else if (found != precision) {
      throw new StorageException(
          ErrorKind.CONFLICT,
          "%s holds a store of precision %s, expected %s"
              .formatted(directory, found.symbol(), precision.symbol()));
    }
  }

  private static @Nullable TimestampPrecision read(SmallFile file) {
    var found = new AtomicReference<@Nullable TimestampPrecision>();
    file.load(
        (_, cursor) -> found.set(PRECISIONS[cursor.getIndex(PRECISIONS.length, "precision")]));
    return found.get();
  }

  /// A directory with data of a store but without its description is not taken for a new one.
  private static void requireEmpty(StoreFiles files, Path directory) {
    try {
      for (String name : new String[] {"segments", "wal", "series"}) {
        Path part = directory.resolve(name);
        if (files.exists(part) && !files.list(part).isEmpty()) {
          throw new StorageException(
              ErrorKind.CORRUPTION,
              "%s has %s but no store.meta; it is no whole store".formatted(directory, name));
        }
      }
    } catch (IOException e) {
      throw FileFailure.of("read", directory, e);
    }
  }
}
