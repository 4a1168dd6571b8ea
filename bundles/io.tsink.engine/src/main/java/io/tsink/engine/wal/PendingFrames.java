package io.tsink.engine.wal;

import io.tsink.api.frame.FrameBuffer;
import java.util.Arrays;

/// The bytes of a log that are appended and not yet written, all of the newest segment. Guarded by
/// the lock of the log.
///
/// There are two arrays: one is appended to while the other is written.
final class PendingFrames {
  private static final int FIRST_BYTES = 1 << 16;

  private final WalFrame stamp = new WalFrame();
  private final int mostKept;
  private byte[] pending = new byte[FIRST_BYTES];
  private byte[] spare = new byte[FIRST_BYTES];
  private int size;

  /// @param mostKept an array that has grown beyond this is not kept
  PendingFrames(int mostKept) {
    this.mostKept = mostKept;
  }

  int size() {
    return size;
  }

  /// Appends a group and completes its headers.
  ///
  /// @param segment before the group
  void add(WalGroup group, WalSegment segment, long sequence) {
    FrameBuffer bytes = group.buffer();
    reserve(bytes.size());
    System.arraycopy(bytes.bytes(), 0, pending, size, bytes.size());
    int at = size;
    for (int i = 1; i <= group.frames(); i++) {
      stamp.stamp(
          pending, at, segment, segment.lastFrame() + i, sequence, group.key(), i < group.frames());
      at += WalFrame.HEADER_BYTES + WalFrame.bodyLength(pending, at);
    }
    size += bytes.size();
  }

  private void reserve(int count) {
    int wanted = Math.addExact(size, count);
    if (wanted > pending.length) {
      long grown = Math.max(wanted, 2L * pending.length);
      pending = Arrays.copyOf(pending, (int) Math.min(grown, Integer.MAX_VALUE - 8));
    }
  }

  /// Takes the first [#size] bytes to be written; [#give] must follow.
  byte[] take() {
    byte[] taken = pending;
    pending = spare;
    size = 0;
    return taken;
  }

  /// Takes back what was written.
  void give(byte[] written) {
    spare = written.length > mostKept ? new byte[FIRST_BYTES] : written;
  }

  /// Forgets all bytes.
  void drop() {
    size = 0;
  }
}
