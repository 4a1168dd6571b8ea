package io.tsink.spi.auth;

import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/// What of a request an authenticator may look at. Confined to the call.
///
/// Every buffer is a read-only view with its own position, borrowed until
/// [Authenticator#authenticate] returns; the host clears its memory then. A request with several
/// `authorization` headers is refused by the host before it asks anyone.
@ProviderType
public interface AuthRequest {

  Transport transport();

  /// Returns the value of a header as sent, without spaces around it, or null when there is none.
  /// For gRPC, of a metadata entry.
  ///
  /// @param name in lower case
  @Nullable ByteBuffer header(String name);

  /// Returns the decoded value of a parameter of the query string, or null when there is none.
  @Nullable ByteBuffer parameter(String name);

  /// Returns the first line of a [Transport#TCP] connection whose listener asks for a token there,
  /// without the line end; else null.
  @Nullable ByteBuffer firstLine();

  /// Returns the certificates that the peer has proved to own, its own first; empty without TLS or
  /// without a client certificate.
  List<X509Certificate> peerCertificates();

  /// Returns the address of the peer, or null when it has none.
  @Nullable SocketAddress peer();

  /// Returns the nanoseconds left for the answer, zero when the deadline has passed.
  long remainingNanos();

  /// Returns what follows a scheme in the header `authorization`, or null when the header is absent
  /// or names another scheme. Empty when nothing follows.
  ///
  /// @param scheme compared without regard to case, for example `Bearer`
  default @Nullable ByteBuffer credentials(String scheme) {
    ByteBuffer header = header("authorization");
    return header == null ? null : AuthorizationHeader.credentials(header, scheme);
  }
}
