package io.tsink.spi.auth;

/// How a request came. A plugin treats a transport that it does not know as [#HTTP].
public enum Transport {
  HTTP,
  GRPC,
  /// A connection of a line protocol; see [AuthRequest#firstLine].
  TCP,
  /// Packets; only the peer's address is known.
  UDP,
  /// A node of the cluster.
  INTERNAL
}
