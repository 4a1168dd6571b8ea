package io.tsink.spi.ingest;

import org.osgi.annotation.versioning.ProviderType;

/// The body of a request, its coding undone. Confined.
///
/// With [HttpRoute.BodyMode#WHOLE] it is a slice of bytes in memory that goes back to a pool when
/// [HttpProtocol#handle] returns. With [HttpRoute.BodyMode#STREAM] it can only be read.
@ProviderType
public interface RequestBody {

  /// Returns the array of the slice.
  ///
  /// @throws IllegalStateException when the body is streamed
  byte[] array();

  /// Returns where the slice starts in [#array].
  int offset();

  /// Returns the length of the slice.
  int length();

  /// Reads up to `length` bytes and waits for the first of them.
  ///
  /// @return how many were read, or -1 at the end
  /// @throws io.tsink.api.store.StorageException of kind `TOO_LARGE` or `MALFORMED` when the body
  ///     goes beyond a limit or is not in its coding, `CANCELED` when the client is gone
  int read(byte[] buffer, int offset, int length);
}
