package io.tsink.engine.tombstone;

import io.tsink.api.TimeRange;
import io.tsink.api.frame.FrameBuffer;
import io.tsink.api.frame.FrameCursor;
import io.tsink.api.store.StorageException;
import io.tsink.engine.io.FileFailure;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.io.StoreFiles;
import java.io.IOException;
import java.nio.file.Path;

/// The file of tombstones of a store. Confined; the package describes the format.
public final class TombstoneFile {
  private static final FileFrame FRAME = new FileFrame("TSTS", 1);
  private static final int RANGE_BYTES = 3 * Long.BYTES;

  private final StoreFiles files;
  private final Path path;

  public TombstoneFile(StoreFiles files, Path path) {
    this.files = files;
    this.path = path;
  }

  /// What a file holds.
  ///
  /// @param position in the log up to which every delete is in
  public record Saved(Tombstones tombstones, long position) {}

  /// Replaces the content of the file; it is durable on return.
  ///
  /// @param position in the log up to which every delete is in
  /// @throws StorageException `STORAGE_FULL` or `IO`; the file has its old content then
  public void save(Tombstones tombstones, long position) {
    FrameBuffer payload = new FrameBuffer();
    payload.putVar(tombstones.seriesCount());
    int previous = 0;
    for (int i = 0; i < tombstones.seriesCount(); i++) {
      int id = tombstones.seriesId(i);
      HiddenRanges hidden = tombstones.rangesAt(i);
      payload.putVar(Integer.toUnsignedLong(id) - Integer.toUnsignedLong(previous));
      payload.putVar(hidden.count());
      for (int k = 0; k < hidden.count(); k++) {
        TimeRange range = hidden.range(k);
        payload.putLong(range.start());
        payload.putLong(range.end());
        payload.putLong(hidden.sequence(k));
      }
      previous = id;
    }
    try {
      FRAME.publish(files, path, position, payload.toArray());
    } catch (IOException e) {
      throw FileFailure.of("write", path, e);
    }
  }

  /// Reads the file; without one nothing is hidden.
  ///
  /// @throws StorageException `CORRUPTION` or `IO`
  public Saved load() {
    try {
      if (!files.exists(path)) {
        return new Saved(Tombstones.NONE, 0);
      }
      FileFrame.Content content = FRAME.read(files, path);
      FrameCursor cursor = new FrameCursor().reset(content.bytes(), content.from(), content.to());
      return new Saved(decode(cursor), content.detail());
    } catch (IOException e) {
      throw FileFailure.of("read", path, e);
    }
  }

  private Tombstones decode(FrameCursor cursor) {
    try {
      int count = cursor.getCount(2 + RANGE_BYTES);
      Tombstones.Builder builder = new Tombstones.Builder(count);
      long id = 0;
      for (int i = 0; i < count; i++) {
        long step = cursor.getVar();
        id += step;
        if (step < 0 || (step == 0 && i > 0) || id > 0xffff_ffffL) {
          throw cursor.malformed("series ids that do not rise");
        }
        builder.add((int) id, ranges(cursor));
      }
      if (cursor.remaining() > 0) {
        throw cursor.malformed("%d bytes too many".formatted(cursor.remaining()));
      }
      return builder.build();
    } catch (StorageException e) {
      throw FileFailure.corrupt(path, FileFrame.HEADER_BYTES, String.valueOf(e.getMessage()));
    }
  }

  private static HiddenRanges ranges(FrameCursor cursor) {
    HiddenRanges hidden = HiddenRanges.NONE;
    int count = cursor.getCount(RANGE_BYTES);
    for (int i = 0; i < count; i++) {
      long start = cursor.getLong();
      long end = cursor.getLong();
      long sequence = cursor.getLong();
      if (start >= end) {
        throw cursor.malformed("a range from %d to %d".formatted(start, end));
      }
      hidden = hidden.with(start, end, sequence);
    }
    if (hidden.isEmpty()) {
      throw cursor.malformed("a series without a range");
    }
    return hidden;
  }
}
