package io.tsink.spi.auth;

import io.tsink.spi.option.OptionSchema;
import io.tsink.spi.option.Options;
import org.osgi.annotation.versioning.ConsumerType;

/// A type of authenticator: the service that a plugin registers. Stateless and thread-safe.
///
/// Implementations have a public constructor without arguments that does no work, are registered
/// with `@Component` and in `META-INF/services`, and carry the service properties `tsink.name` (the
/// type) and `tsink.version`.
@ConsumerType
public interface AuthenticatorFactory {

  /// Returns the name by which a configuration asks for this type: lower-case words joined by `-`,
  /// for example `token`.
  String type();

  /// Returns the options that [#open] reads.
  OptionSchema options();

  /// Opens an authenticator. Contacts nothing and waits for nothing; what it needs may be missing
  /// still, then it answers [AuthResult.Unavailable].
  ///
  /// @param options read with [#options]
  /// @throws io.tsink.spi.option.OptionException when the options contradict each other
  Authenticator open(AuthHost host, Options options);
}
