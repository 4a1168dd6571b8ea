package io.tsink.engine.io;

import io.tsink.api.frame.FrameBuffer;
import io.tsink.api.frame.FrameCursor;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import java.io.IOException;
import java.nio.file.Path;

/// A framed file that is read and replaced as a whole. Confined.
public final class SmallFile {
  private final StoreFiles files;
  private final Path path;
  private final FileFrame frame;

  public SmallFile(StoreFiles files, Path path, FileFrame frame) {
    this.files = files;
    this.path = path;
    this.frame = frame;
  }

  /// Reads a payload.
  @FunctionalInterface
  public interface Decoder {
    void decode(long detail, FrameCursor cursor);
  }

  /// Replaces the file; it is durable on return.
  ///
  /// @throws StorageException `STORAGE_FULL` or `IO`; the file has its old content then
  public void save(long detail, FrameBuffer payload) {
    try {
      frame.publish(files, path, detail, payload.toArray());
    } catch (IOException e) {
      throw FileFailure.of("write", path, e);
    }
  }

  /// Reads the file; nothing happens when there is none.
  ///
  /// @throws StorageException `CORRUPTION` or `IO`
  public void load(Decoder decoder) {
    try {
      if (!files.exists(path)) {
        return;
      }
      FileFrame.Content content = frame.read(files, path);
      FrameCursor cursor = new FrameCursor().reset(content.bytes(), content.from(), content.to());
      decoder.decode(content.detail(), cursor);
      if (cursor.remaining() > 0) {
        throw cursor.malformed("%d bytes too many".formatted(cursor.remaining()));
      }
    } catch (IOException e) {
      throw FileFailure.of("read", path, e);
    } catch (IllegalArgumentException e) {
      throw FileFailure.corrupt(path, FileFrame.HEADER_BYTES, String.valueOf(e.getMessage()));
    } catch (StorageException e) {
      if (e.kind() != ErrorKind.MALFORMED) {
        throw e;
      }
      throw FileFailure.corrupt(path, FileFrame.HEADER_BYTES, String.valueOf(e.getMessage()));
    }
  }
}
