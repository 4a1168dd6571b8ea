package io.tsink.spi.auth;

import org.osgi.annotation.versioning.ConsumerType;

/// Tells who makes a request. Thread-safe.
@ConsumerType
public interface Authenticator extends AutoCloseable {

  /// Judges the credentials of a request.
  ///
  /// May block until the deadline of the request, not longer, and answers then
  /// [AuthResult.Unavailable]. Comparing takes the same time for every wrong credential. An
  /// exception counts as a refusal.
  ///
  /// @param request borrowed until return
  AuthResult authenticate(AuthRequest request);

  /// Ends the authenticator: its threads, programs and connections. Idempotent. Later requests are
  /// answered with [AuthResult.Unavailable].
  @Override
  void close();
}
