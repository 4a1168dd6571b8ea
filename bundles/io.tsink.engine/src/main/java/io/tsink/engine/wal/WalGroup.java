package io.tsink.engine.wal;

import io.tsink.api.Labels;
import io.tsink.api.TimeRange;
import io.tsink.api.ValueKind;
import io.tsink.api.frame.FrameBuffer;
import io.tsink.api.store.CommitOptions;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.IdempotencyKey;
import io.tsink.api.store.StorageException;
import org.jspecify.annotations.Nullable;

/// Frames that go into the log together: all of them are there after a crash or none. Confined
/// and reusable; it allocates only to grow.
///
/// ```
/// group.clear();
/// group.define(id, family, labels);           // for each series the log may not know
/// writer.writeBody(content, ids, group.beginSamples());
/// group.end();
/// wal.append(group);
/// wal.await(group, Durability.DURABLE);
/// ```
///
/// Definitions come first; then one batch, one delete or one mark.
public final class WalGroup {
  private final FrameBuffer buffer = new FrameBuffer(4096);
  private final WalFrame frame = new WalFrame();
  private int frames;
  private int lastFrame = -1;
  private boolean open;
  private long stated = CommitOptions.ASSIGN;
  private @Nullable IdempotencyKey key;

  private @Nullable WalSegment segment;
  private long end;
  private long position;
  private long sequence;

  /// Forgets everything.
  public void clear() {
    buffer.clear();
    frames = 0;
    lastFrame = -1;
    open = false;
    stated = CommitOptions.ASSIGN;
    key = null;
    segment = null;
  }

  /// States the sequence; without it the log assigns the next one.
  public void sequence(long value) {
    stated = value;
  }

  /// Names the group.
  public void key(@Nullable IdempotencyKey value) {
    key = value;
  }

  /// Says what series an id stands for. All definitions of a group share a frame.
  ///
  /// @param family null when there was no sample yet
  public void define(int seriesId, ValueKind.@Nullable Family family, Labels labels) {
    if (frames == 0) {
      begin(FrameKind.SERIES);
    } else if (frames > 1 || open || WalFrame.kind(buffer.bytes(), lastFrame) != FrameKind.SERIES) {
      throw new IllegalStateException("definitions come first");
    }
    buffer.putInt(seriesId);
    buffer.putByte(family == null ? WalFrame.NO_FAMILY : family.ordinal());
    buffer.putLabels(labels);
    open = true;
    end();
  }

  /// Starts the frame of a batch and returns where its body goes, as
  /// [io.tsink.api.frame.FrameWriter] writes it; [#end] ends it.
  public FrameBuffer beginSamples() {
    begin(FrameKind.SAMPLES);
    return buffer;
  }

  /// Hides samples of series.
  ///
  /// @param seriesIds the first `count` are meant
  public void delete(TimeRange range, int[] seriesIds, int count) {
    begin(FrameKind.DELETE);
    buffer.putLong(range.start());
    buffer.putLong(range.end());
    buffer.putVar(count);
    int previous = 0;
    for (int i = 0; i < count; i++) {
      buffer.putSigned(seriesIds[i] - previous);
      previous = seriesIds[i];
    }
    end();
  }

  /// Notes that everything up to a place is in segments.
  public void covered(WalMark mark) {
    begin(FrameKind.MARK);
    buffer.putLong(mark.segment());
    buffer.putLong(mark.frame());
    end();
  }

  private void begin(FrameKind kind) {
    if (open) {
      throw new IllegalStateException("a frame is open");
    }
    if (frames > 0 && WalFrame.kind(buffer.bytes(), lastFrame) != FrameKind.SERIES) {
      throw new IllegalStateException("the group is complete");
    }
    lastFrame = buffer.skip(WalFrame.HEADER_BYTES);
    frame.begin(buffer.bytes(), lastFrame, kind);
    frames++;
    open = true;
  }

  /// Ends the frame that [#beginSamples] started.
  ///
  /// @throws StorageException `TOO_LARGE` when its body is larger than a frame may be
  public void end() {
    if (!open) {
      throw new IllegalStateException("no frame is open");
    }
    int length = buffer.size() - lastFrame - WalFrame.HEADER_BYTES;
    if (length > WalFrame.MAX_BODY_BYTES) {
      throw new StorageException(
          ErrorKind.TOO_LARGE,
          "a commit of %d bytes, expected at most %d".formatted(length, WalFrame.MAX_BODY_BYTES));
    }
    frame.end(buffer.bytes(), lastFrame, buffer.size());
    open = false;
  }

  /// Whether there is nothing to append.
  public boolean isEmpty() {
    return frames == 0;
  }

  /// Number of bytes in the log.
  public int size() {
    return buffer.size();
  }

  /// Number of bytes for which there is room.
  public int capacity() {
    return buffer.bytes().length;
  }

  /// The sequence, once appended.
  public long sequence() {
    return sequence;
  }

  /// The place of the last frame, once appended; see [WalMark#position].
  public long position() {
    return position;
  }

  FrameBuffer buffer() {
    if (open || frames == 0) {
      throw new IllegalStateException("the group is not complete");
    }
    return buffer;
  }

  int frames() {
    return frames;
  }

  long statedSequence() {
    return stated;
  }

  @Nullable IdempotencyKey key() {
    return key;
  }

  void appended(WalSegment in, long endOffset, long lastPosition, long assigned) {
    segment = in;
    end = endOffset;
    position = lastPosition;
    sequence = assigned;
  }

  WalSegment segment() {
    WalSegment in = segment;
    if (in == null) {
      throw new IllegalStateException("the group is not in the log");
    }
    return in;
  }

  long endOffset() {
    return end;
  }
}
