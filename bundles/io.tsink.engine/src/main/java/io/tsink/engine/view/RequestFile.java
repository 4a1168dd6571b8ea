package io.tsink.engine.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.frame.FrameBuffer;
import io.tsink.api.frame.FrameCursor;
import io.tsink.api.store.CommitResult;
import io.tsink.api.store.DeleteResult;
import io.tsink.api.store.Durability;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.api.store.Outcomes;
import io.tsink.api.store.Reason;
import io.tsink.engine.io.FileFrame;
import io.tsink.engine.io.SmallFile;
import io.tsink.engine.io.StoreFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The file of the latest requests that carried a key. Confined; the package describes the format.
///
/// What the log has of a commit are the accepted rows: which were rejected is known after a restart
/// only from this file.
public final class RequestFile {
  private static final Reason[] REASONS = Reason.values();
  private static final FileFrame FRAME = new FileFrame("TSRQ", 1);
  private static final int COMMIT_BYTES = 7 * Long.BYTES + 6;
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
    put(buffer, result.outcomes());
    put(buffer, result.exemplarOutcomes());
    put(buffer, result.metadataOutcomes());
  }

  /// Writes the rejections that are kept one by one, then those that are only counted.
  private static void put(FrameBuffer buffer, Outcomes outcomes) {
    long[] counted = new long[REASONS.length];
    for (Reason reason : REASONS) {
      counted[reason.ordinal()] = outcomes.rejected(reason);
    }
    buffer.putVar(outcomes.size());
    for (int i = 0; i < outcomes.size(); i++) {
      counted[outcomes.reason(i).ordinal()]--;
      buffer.putSigned(outcomes.row(i));
      putText(buffer, outcomes.reason(i).name());
      putText(buffer, outcomes.detail(i));
    }
    List<Reason> more =
        Arrays.stream(REASONS).filter(reason -> counted[reason.ordinal()] > 0).toList();
    buffer.putVar(more.size());
    for (Reason reason : more) {
      putText(buffer, reason.name());
      buffer.putVar(counted[reason.ordinal()]);
    }
  }

  private static void putText(FrameBuffer buffer, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    buffer.putBlock(utf8, 0, utf8.length);
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
        .outcomes(outcomes(cursor))
        .exemplarOutcomes(outcomes(cursor))
        .metadataOutcomes(outcomes(cursor))
        .build();
  }

  private static Outcomes outcomes(FrameCursor cursor) {
    var recorder = new Outcomes.Recorder();
    int kept = cursor.getCount(3);
    for (int i = 0; i < kept; i++) {
      int row = (int) cursor.getSigned();
      Reason reason = Reason.valueOf(cursor.getText());
      recorder.reject(row, reason, cursor.getText());
    }
    int more = cursor.getCount(2);
    for (int i = 0; i < more; i++) {
      Reason reason = Reason.valueOf(cursor.getText());
      for (long left = cursor.getVar(); left > 0; left--) {
        recorder.reject(0, reason, "");
      }
    }
    return recorder.outcomes();
  }
}
