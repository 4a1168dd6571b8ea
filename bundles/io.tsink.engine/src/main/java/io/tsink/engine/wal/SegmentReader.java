package io.tsink.engine.wal;

import io.tsink.engine.io.StoreFile;
import io.tsink.engine.io.StoreFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Looks at the frames of one segment file through a window that moves forward. Confined.
///
/// The window grows to the largest frame that the file really holds, so that no length in a file
/// makes it larger than the file.
final class SegmentReader implements Closeable {
  private static final int WINDOW_BYTES = 1 << 18;

  private final StoreFile file;
  private final long number;
  private final long size;
  private final WalFrame frame = new WalFrame();
  private byte[] window = new byte[WINDOW_BYTES];
  private long windowStart;
  private int windowSize;

  SegmentReader(StoreFiles files, Path path, long number) throws IOException {
    this.file = files.openRead(path);
    this.number = number;
    this.size = file.size();
  }

  long size() {
    return size;
  }

  /// What is wrong with the header of the segment, or null.
  @Nullable String headerFault() throws IOException {
    if (!load(0, SegmentHeader.BYTES)) {
      return "%d bytes, expected a header of %d".formatted(size, SegmentHeader.BYTES);
    }
    return SegmentHeader.fault(window, number);
  }

  /// The version in the header.
  int version() throws IOException {
    return load(0, SegmentHeader.BYTES) ? SegmentHeader.version(window) : 0;
  }

  /// The header, which must be right.
  SegmentHeader header() throws IOException {
    if (!load(0, SegmentHeader.BYTES)) {
      throw new IllegalStateException("no header");
    }
    return SegmentHeader.decode(window);
  }

  /// What is wrong with the frame at an offset, or null; then it lies in [#bytes] at [#index].
  @Nullable String fault(long offset) throws IOException {
    if (!load(offset, WalFrame.HEADER_BYTES)) {
      return "the file ends within a frame header";
    }
    String fault = frame.headerFault(window, index(offset), number);
    if (fault != null) {
      return fault;
    }
    int length = WalFrame.bodyLength(window, index(offset));
    if (!load(offset, WalFrame.HEADER_BYTES + length)) {
      return "the file ends within a frame body of %d bytes".formatted(length);
    }
    return frame.bodyFault(window, index(offset));
  }

  /// The place of the next right frame at or behind an offset, or −1.
  long find(long offset) throws IOException {
    long at = offset;
    while (load(at, WalFrame.HEADER_BYTES)) {
      int index = index(at);
      int last = windowSize - WalFrame.HEADER_BYTES;
      while (index <= last && WalFrame.magic(window, index) != WalFrame.MAGIC) {
        index++;
      }
      at = windowStart + index;
      if (index <= last) {
        if (fault(at) == null) {
          return at;
        }
        at++;
      }
    }
    return -1;
  }

  /// The window.
  byte[] bytes() {
    return window;
  }

  /// Where an offset that was looked at lies in the window.
  int index(long offset) {
    return (int) (offset - windowStart);
  }

  /// Moves the window so that it holds the bytes; false when the file has not so many.
  private boolean load(long offset, int length) throws IOException {
    if (length > size - offset) {
      return false;
    }
    if (offset >= windowStart && offset + length <= windowStart + windowSize) {
      return true;
    }
    if (window.length < length) {
      window = new byte[length];
    }
    int wanted = (int) Math.min(window.length, size - offset);
    windowStart = offset;
    windowSize = file.read(offset, window, 0, wanted);
    return windowSize >= length;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
