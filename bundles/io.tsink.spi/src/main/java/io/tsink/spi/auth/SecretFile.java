package io.tsink.spi.auth;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/// A file that holds secrets and may change at any time. Thread-safe.
@ProviderType
public interface SecretFile {
  /// Most bytes of such a file.
  int MAX_BYTES = 1 << 20;

  Path path();

  /// Returns the content now. The array is the caller's, who clears it.
  ///
  /// @throws IOException when the file is absent, unreadable or larger than [#MAX_BYTES]
  byte[] read() throws IOException;

  /// Asks to be told when the content may have changed, also when the file appears or vanishes.
  ///
  /// @param listener called on a thread of the host, one call at a time, at times without a change;
  ///     may read the file, throws nothing
  Registration onChange(Runnable listener);

  /// Ends the notices. When [#close] has returned, the listener runs no more.
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
