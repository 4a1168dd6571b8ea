package io.tsink.spi.auth;

import io.tsink.spi.host.Health;
import io.tsink.spi.host.Meter;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import org.osgi.annotation.versioning.ProviderType;

/// What an authenticator gets from its host. Thread-safe.
@ProviderType
public interface AuthHost {

  /// Returns the name of the authenticator in the configuration: the value of
  /// [Principal#authenticator].
  String name();

  /// Returns the clock by which expiry is judged.
  InstantSource clock();

  Meter meter();

  Health health();

  /// Returns a file that holds secrets and may change at any time. The file need not exist.
  ///
  /// @param path relative ones start at the configuration's directory
  SecretFile secretFile(Path path);

  /// Tells whether two runs of bytes are equal, in a time that does not depend on where they
  /// differ.
  default boolean constantTimeEquals(byte[] left, byte[] right) {
    return MessageDigest.isEqual(left, right);
  }
}
