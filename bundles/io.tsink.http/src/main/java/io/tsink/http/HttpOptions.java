package io.tsink.http;

import java.time.Duration;

/// How the server listens. Immutable.
///
/// @param host address to bind
/// @param port 0 to have one chosen
/// @param maxConnections connections open at once; more wait to be accepted
/// @param idleTimeout time without traffic after which a connection is closed
/// @param shutdownGrace time that requests under way have to end when the server stops
public record HttpOptions(
    String host, int port, int maxConnections, Duration idleTimeout, Duration shutdownGrace) {
  /// Loopback on a chosen port, with the limits of the specification.
  public static final HttpOptions LOCAL =
      new HttpOptions("127.0.0.1", 0, 1024, Duration.ofSeconds(30), Duration.ofSeconds(10));

  public HttpOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port %d, expected 0 to 65535".formatted(port));
    }
    if (maxConnections < 1) {
      throw new IllegalArgumentException(
          "%d connections, expected at least 1".formatted(maxConnections));
    }
  }
}
