package io.tsink.engine.view;

import io.tsink.api.frame.FrameBuffer;
import io.tsink.api.frame.FrameCursor;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.DeleteResult;
import io.tsink.api.store.Durability;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.io.SmallFile;
import io.tsink.engine.io.StoreFiles;
import java.nio.file.Path;

/// The file of the latest requests that carried a key. Confined; the package describes the format.
///
/// Of a commit the counts are kept, not which rows were rejected.
public final class RequestFile {
  private static final FileFrame FRAME = new FileFrame("TSRQ", 1);
  private static final int COMMIT_BYTES = 7 * Long.BYTES;
  private static final int DELETE_BYTES = 5 * Long.BYTES;

  private final SmallFile file;

  /// @param directory of the store
  public RequestFile(StoreFiles files, Path directory) {
    this.file = new SmallFile(files, directory.resolve("requests"), FRAME);
  }

  /// Replaces the file; it is durable on return.
  ///
  /// @param position in the log up to which every request is in
  public void save(
      IdempotencyWindow<CommitResult> commits,
      IdempotencyWindow<DeleteResult> deletes,
      long position) {
    var commitPart = new FrameBuffer();
    int commitCount = commits.visit((key, result) -> put(commitPart, key, result));
    var deletePart = new FrameBuffer();
    int deleteCount = deletes.visit((key, result) -> put(deletePart, key, result));
    var buffer = new FrameBuffer();
    buffer.putVar(commitCount);
    buffer.putBytes(commitPart.bytes(), 0, commitPart.size());
    buffer.putVar(deleteCount);
    buffer.putBytes(deletePart.bytes(), 0, deletePart.size());
    file.save(position, buffer);
  }

  private static void put(FrameBuffer buffer, IdempotencyKey key, CommitResult result) {
    buffer.putLong(key.origin());
    buffer.putLong(key.number());
    buffer.putLong(result.sequence());
    buffer.putLong(result.samples());
    buffer.putLong(result.histograms());
    buffer.putLong(result.exemplars());
    buffer.putLong(result.metadata());
  }

  private static void put(FrameBuffer buffer, IdempotencyKey key, DeleteResult result) {
    buffer.putLong(key.origin());
    buffer.putLong(key.number());
    buffer.putLong(result.series());
    buffer.putLong(result.tombstones());
    buffer.putLong(result.sequence());
  }

  /// Adds what the file holds; nothing when there is none.
  public void load(
      IdempotencyWindow<CommitResult> commits, IdempotencyWindow<DeleteResult> deletes) {
    file.load(
        (_, cursor) -> {
          int commitCount = cursor.getCount(COMMIT_BYTES);
          for (int i = 0; i < commitCount; i++) {
            commits.restore(key(cursor), commit(cursor));
          }
          int deleteCount = cursor.getCount(DELETE_BYTES);
          for (int i = 0; i < deleteCount; i++) {
            deletes.restore(
                key(cursor),
                new DeleteResult(cursor.getLong(), cursor.getLong(), cursor.getLong()));
          }
        });
  }

  private static IdempotencyKey key(FrameCursor cursor) {
    return new IdempotencyKey(cursor.getLong(), cursor.getLong());
  }

  private static CommitResult commit(FrameCursor cursor) {
    return CommitResult.builder()
        .durability(Durability.DURABLE)
        .sequence(cursor.getLong())
        .samples(cursor.getLong())
        .histograms(cursor.getLong())
        .exemplars(cursor.getLong())
        .metadata(cursor.getLong())
        .build();
  }
}
