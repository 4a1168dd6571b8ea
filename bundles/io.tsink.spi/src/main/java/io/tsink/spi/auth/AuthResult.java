package io.tsink.spi.auth;

import java.time.Duration;

/// What an authenticator found. Made by plugins, read by the host, which refuses what it does not
/// know.
public sealed interface AuthResult {

  /// The credentials are good.
  record Authenticated(Principal principal) implements AuthResult {}

  /// There are no credentials, or none that this authenticator has ever heard of: they may be those
  /// of another one, which is asked next. When nobody is left, the request is refused.
  record NotMine() implements AuthResult {}

  /// The credentials are this authenticator's and are not good. No other one is asked.
  ///
  /// @param code for counters and the audit; never sent to the client
  /// @param challenge value of the header `www-authenticate`, for example `Bearer
  ///     error="invalid_token"`
  record Refused(RefusalCode code, String challenge) implements AuthResult {}

  /// The credentials cannot be judged now. No other authenticator is asked.
  ///
  /// @param retryAfter when to try again
  record Unavailable(Duration retryAfter) implements AuthResult {}

  /// Why credentials are not good.
  enum RefusalCode {
    /// They cannot be read.
    MALFORMED,
    /// Nobody has them.
    UNKNOWN,
    /// They were good until some time ago.
    EXPIRED,
    /// They will be good from some time on.
    NOT_YET_VALID,
    /// They were taken back.
    REVOKED,
    /// They were issued by or for somebody else, or signed in a way that is not allowed.
    NOT_TRUSTED
  }
}
