package io.tsink.engine.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/// An open file. Thread-safe, so that one thread may sync while another appends; appends come
/// from one thread at a time.
public interface StoreFile extends Closeable {

  Path path();

  /// The length in bytes.
  long size() throws IOException;

  /// Writes at the end, all of it or an exception. After an exception a part may be there; its
  /// length is unknown until [#truncate].
  ///
  /// @param source borrowed until return
  void append(byte[] source, int offset, int length) throws IOException;

  /// Reads from a position until `length` bytes are there or the file ends.
  ///
  /// @return how many bytes were read, 0 at the end of the file
  int read(long position, byte[] target, int offset, int length) throws IOException;

  /// Cuts the file to a length not above its own; the next append goes there.
  void truncate(long size) throws IOException;

  /// Makes what was appended before the call durable. After an exception nothing may be concluded
  /// from a later success: the file must not be trusted beyond what was synced before.
  void sync() throws IOException;

  @Override
  void close() throws IOException;
}
