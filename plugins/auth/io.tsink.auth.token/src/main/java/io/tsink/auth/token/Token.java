package io.tsink.auth.token;

import io.tsink.spi.auth.AuthHost;
import io.tsink.spi.auth.Principal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/// What is kept of a token. Immutable; never holds the token itself.
final class Token {
  static final int HASH_BYTES = 32;

  private final byte[] hash;
  private final Principal principal;
  private final boolean revoked;

  /// @param hash given
  Token(byte[] hash, Principal principal, boolean revoked) {
    this.hash = hash;
    this.principal = principal;
    this.revoked = revoked;
  }

  /// Returns the SHA-256 of a token.
  static byte[] hash(ByteBuffer token) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(token);
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  boolean matches(AuthHost host, byte[] presented) {
    return host.constantTimeEquals(hash, presented);
  }

  /// Returns a key for comparing lists with each other, not with what is presented.
  String key() {
    return HexFormat.of().formatHex(hash);
  }

  Principal principal() {
    return principal;
  }

  boolean revoked() {
    return revoked;
  }

  boolean expired(Instant now) {
    return principal.expiry().filter(expiry -> !now.isBefore(expiry)).isPresent();
  }
}
