package io.tsink.testkit.auth;

import io.tsink.spi.auth.AuthResult.RefusalCode;
import org.jspecify.annotations.Nullable;

/// A line of a table of credentials.
///
/// @param title what is told apart by this line
/// @param request that carries the credential
/// @param secret the text in it that must never be shown
/// @param principal who it is, or null when the credential is bad
/// @param code why it is refused, or null when it is good or nobody's
public record Credential(
    String title,
    FakeAuthRequest request,
    String secret,
    @Nullable String principal,
    @Nullable RefusalCode code) {

  /// Returns a credential that must be accepted.
  public static Credential good(
      String title, FakeAuthRequest request, String secret, String principal) {
    return new Credential(title, request, secret, principal, null);
  }

  /// Returns a credential that must be refused.
  public static Credential bad(
      String title, FakeAuthRequest request, String secret, RefusalCode code) {
    return new Credential(title, request, secret, null, code);
  }

  /// Returns a credential that may be another authenticator's.
  public static Credential unknown(String title, FakeAuthRequest request, String secret) {
    return new Credential(title, request, secret, null, null);
  }

  @Override
  public String toString() {
    return title;
  }
}
