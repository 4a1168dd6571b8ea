package io.tsink.engine.io;

import java.io.Closeable;
import java.io.IOException;
import java.util.zip.CRC32C;

/// Writes one framed file front to back through a buffer. Confined.
///
/// A writer that is closed without [#finish] leaves a file that no reader accepts.
public final class FramedFileWriter implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final StoreFile file;
  private final FileFrame frame;
  private final CRC32C crc = new CRC32C();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int used;
  private long written;

  FramedFileWriter(StoreFile file, FileFrame frame, long detail) {
    this.file = file;
    this.frame = frame;
    frame.writeHeader(buffer, 0, detail);
    used = FileFrame.HEADER_BYTES;
  }

  /// Where the next byte goes, counted from the start of the payload.
  public long position() {
    return written + used - FileFrame.HEADER_BYTES;
  }

  /// Appends bytes to the payload.
  ///
  /// @param source borrowed until return
  public void write(byte[] source, int offset, int length) throws IOException {
    if (length > buffer.length - used) {
      drain();
    }
    if (length > buffer.length) {
      crc.update(source, offset, length);
      file.append(source, offset, length);
      written += length;
    } else {
      System.arraycopy(source, offset, buffer, used, length);
      used += length;
    }
  }

  private void drain() throws IOException {
    crc.update(buffer, 0, used);
    file.append(buffer, 0, used);
    written += used;
    used = 0;
  }

  /// Writes the footer and syncs the file; its name is not durable yet.
  public void finish() throws IOException {
    drain();
    frame.writeFooter(buffer, 0, (int) crc.getValue());
    file.append(buffer, 0, FileFrame.FOOTER_BYTES);
    file.sync();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
