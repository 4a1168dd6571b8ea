package io.tsink.engine.wal;

import io.tsink.api.frame.FrameBuffer;
import io.tsink.api.frame.FrameCursor;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.io.StoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The logical end of the log as `wal.published` notes it.
///
/// @param last the last frame
/// @param end where that frame ends in its segment
/// @param durable how many bytes of the segment are durable, at most `end`
/// @param sequence the highest sequence of the log
record PublishedMark(WalMark last, long end, long durable, long sequence) {
  static final String FILE = "wal.published";

  private static final Logger log = LoggerFactory.getLogger(PublishedMark.class);
  private static final FileFrame FRAME = new FileFrame("TSHW", 1);
  private static final int PAYLOAD_BYTES = 4 * Long.BYTES;

  void write(StoreFiles files, Path directory) throws IOException {
    FrameBuffer payload = new FrameBuffer(PAYLOAD_BYTES);
    payload.putLong(last.frame());
    payload.putLong(end);
    payload.putLong(durable);
    payload.putLong(sequence);
    FRAME.publish(files, directory.resolve(FILE), last.segment(), payload.toArray());
  }

  /// The mark, or null when there is none or it cannot be read: it is then as if there were none.
  static @Nullable PublishedMark read(StoreFiles files, Path directory) throws IOException {
    Path path = directory.resolve(FILE);
    if (!files.exists(path)) {
      return null;
    }
    try {
      FileFrame.Content content = FRAME.read(files, path);
      FrameCursor cursor = new FrameCursor().reset(content.bytes(), content.from(), content.to());
      return new PublishedMark(
          new WalMark(content.detail(), cursor.getLong()),
          cursor.getLong(),
          cursor.getLong(),
          cursor.getLong());
    } catch (StorageException e) {
      if (e.kind() != ErrorKind.CORRUPTION && e.kind() != ErrorKind.MALFORMED) {
        throw e;
      }
      log.warn("Ignored an illegible mark: {}", e.getMessage());
    } catch (IllegalArgumentException e) {
      log.warn("Ignored a mark that is none: {}: {}", path, e.getMessage());
    }
    return null;
  }
}
