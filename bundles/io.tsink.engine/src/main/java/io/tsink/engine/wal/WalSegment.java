package io.tsink.engine.wal;

import io.tsink.engine.io.StoreFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A file of the log and how far it has come. Its fields are guarded by the lock of the [Wal].
///
/// `durableEnd ≤ writtenEnd ≤ appendedEnd`, all offsets in the file.
final class WalSegment {
  private static final String SUFFIX = ".wal";
  private static final int DIGITS = 16;

  private final long number;
  private final Path path;
  private @Nullable StoreFile file;
  private @Nullable Throwable failure;
  private long durableEnd;
  private long writtenEnd;
  private long appendedEnd;

  /// The number of the last frame appended; unknown in a segment that was not read.
  private long lastFrame;

  /// A segment that was begun now.
  WalSegment(long number, StoreFile file) {
    this.number = number;
    this.path = file.path();
    this.file = file;
    writtenEnd = SegmentHeader.BYTES;
    appendedEnd = SegmentHeader.BYTES;
  }

  /// A segment from before.
  ///
  /// @param size of the file
  WalSegment(long number, Path path, long size) {
    this.number = number;
    this.path = path;
    writtenEnd = size;
    appendedEnd = size;
    lastFrame = 0xffff_ffffL;
  }

  /// Says what a replay found; all of it is durable.
  void recovered(long end, long last) {
    durableEnd = end;
    writtenEnd = end;
    appendedEnd = end;
    lastFrame = last;
  }

  static String fileName(long number) {
    return "%016d%s".formatted(number, SUFFIX);
  }

  /// The number that a file name states, or −1 when it is not the name of a segment.
  static long numberOf(Path path) {
    String name = String.valueOf(path.getFileName());
    if (name.length() != DIGITS + SUFFIX.length() || !name.endsWith(SUFFIX)) {
      return -1;
    }
    for (int i = 0; i < DIGITS; i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return -1;
      }
    }
    long number = Long.parseLong(name.substring(0, DIGITS));
    return number == 0 || number > Integer.MAX_VALUE ? -1 : number;
  }

  long number() {
    return number;
  }

  Path path() {
    return path;
  }

  /// The open file.
  StoreFile file() {
    StoreFile open = file;
    if (open == null) {
      throw new IllegalStateException("%s is not open".formatted(path));
    }
    return open;
  }

  /// Gives up the open file, which the caller closes; null when there is none.
  @Nullable StoreFile takeFile() {
    StoreFile open = file;
    file = null;
    return open;
  }

  long durableEnd() {
    return durableEnd;
  }

  long writtenEnd() {
    return writtenEnd;
  }

  long appendedEnd() {
    return appendedEnd;
  }

  long lastFrame() {
    return lastFrame;
  }

  /// Whether all frames are at or before a mark.
  boolean isCovered(WalMark mark) {
    return (number << 32 | lastFrame) <= mark.position();
  }

  boolean failed() {
    return failure != null;
  }

  /// Why the segment was given up.
  @Nullable Throwable failure() {
    return failure;
  }

  boolean complete() {
    return durableEnd == appendedEnd;
  }

  void appended(int bytes, int frames) {
    appendedEnd += bytes;
    lastFrame += frames;
  }

  void written(int bytes) {
    writtenEnd += bytes;
  }

  void durable(long end) {
    durableEnd = Math.max(durableEnd, end);
  }

  /// Gives the segment up: what was not written never will be.
  void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
      appendedEnd = writtenEnd;
    }
  }
}
