package io.tsink.ingest;

/// Where the bytes of a body come from, as they were sent. Confined.
@FunctionalInterface
public interface ByteSource {

  /// Reads up to `length` bytes and waits for the first of them.
  ///
  /// @return how many were read, or -1 at the end
  /// @throws io.tsink.api.store.StorageException of kind `CANCELED` when the client is gone
  int read(byte[] buffer, int offset, int length);
}
