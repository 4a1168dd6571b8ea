package io.tsink.auth.token;

import io.tsink.spi.auth.AuthHost;
import io.tsink.spi.auth.AuthRequest;
import io.tsink.spi.auth.AuthResult;
import io.tsink.spi.auth.AuthResult.RefusalCode;
import io.tsink.spi.auth.Authenticator;
import io.tsink.spi.host.Counter;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Tells principals by their tokens. Thread-safe.
final class TokenAuthenticator implements Authenticator {
  private static final int MAX_TOKEN_BYTES = 4096;
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final String CHALLENGE = "Bearer error=\"invalid_token\"";

  private final AuthHost host;
  private final Carriers carriers;
  private final TokenBook book;
  private final TokenSource source;
  private final Counter accepted;
  private final Counter refused;
  private final Counter unknown;
  private final Counter unavailable;
  private volatile boolean closed;

  TokenAuthenticator(AuthHost host, Carriers carriers, TokenBook book, TokenSource source) {
    this.host = host;
    this.carriers = carriers;
    this.book = book;
    this.source = source;
    accepted = checks("accepted");
    refused = checks("refused");
    unknown = checks("unknown");
    unavailable = checks("unavailable");
  }

  private Counter checks(String result) {
    return host.meter().counter("checks_total", "Tokens that were judged.", "result", result);
  }

  @Override
  public AuthResult authenticate(AuthRequest request) {
    ByteBuffer token = carriers.find(request);
    if (token == null) {
      return new AuthResult.NotMine();
    }
    if (!token.hasRemaining() || token.remaining() > MAX_TOKEN_BYTES) {
      return refused(RefusalCode.MALFORMED);
    }
    byte[] hash = Token.hash(token);
    clear(token);
    if (!closed) {
      source.prepare(request.remainingNanos());
    }
    if (closed || !book.isLoaded()) {
      unavailable.increment();
      return new AuthResult.Unavailable(RETRY);
    }
    return judged(book.find(hash));
  }

  private AuthResult judged(@Nullable Token token) {
    if (token == null) {
      unknown.increment();
      return new AuthResult.NotMine();
    }
    if (token.revoked()) {
      return refused(RefusalCode.REVOKED);
    }
    if (token.expired(host.clock().instant())) {
      return refused(RefusalCode.EXPIRED);
    }
    accepted.increment();
    return new AuthResult.Authenticated(token.principal());
  }

  private AuthResult refused(RefusalCode code) {
    refused.increment();
    return new AuthResult.Refused(code, CHALLENGE);
  }

  /// Overwrites a copy; views of the host's memory are read-only and the host's to clear.
  private static void clear(ByteBuffer token) {
    if (!token.isReadOnly()) {
      token.clear();
      while (token.hasRemaining()) {
        token.put((byte) 0);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    source.close();
  }

  @Override
  public String toString() {
    return "tokens of " + host.name();
  }
}
