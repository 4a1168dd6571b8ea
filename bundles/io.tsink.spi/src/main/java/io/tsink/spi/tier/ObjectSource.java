package io.tsink.spi.tier;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;
import org.osgi.annotation.versioning.ProviderType;

/// The content of an object to be put, readable again and again. Thread-safe.
@ProviderType
public interface ObjectSource {

  /// Returns the number of bytes.
  long length();

  /// Reads exactly the bytes asked for.
  ///
  /// @param offset of the first byte in the source
  /// @param into filled by the callee
  /// @param from index of the first byte in the array
  /// @throws IOException when they cannot be read, also because the source ends early
  void read(long offset, byte[] into, int from, int length) throws IOException;

  /// Returns a source of the bytes of an array, which must not change while it is used.
  static ObjectSource of(byte[] content) {
    return new ObjectSource() {
      @Override
      public long length() {
        return content.length;
      }

      @Override
      public void read(long offset, byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, content.length);
        System.arraycopy(content, (int) offset, into, from, length);
      }
    };
  }

  /// Returns a source of the first bytes of a file, which stays the caller's to close.
  ///
  /// @param length how many bytes
  static ObjectSource of(FileChannel file, long length) {
    return new ObjectSource() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public void read(long offset, byte[] into, int from, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, length);
        ByteBuffer target = ByteBuffer.wrap(into, from, count);
        while (target.hasRemaining()) {
          if (file.read(target, offset + target.position() - from) < 0) {
            throw new IOException(
                "the file ends before byte %d, expected %d bytes"
                    .formatted(offset + count, length));
          }
        }
      }
    };
  }
}
