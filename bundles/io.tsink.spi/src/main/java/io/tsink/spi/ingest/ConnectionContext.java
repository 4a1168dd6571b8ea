package io.tsink.spi.ingest;

import io.tsink.api.store.AppendContext;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/// A connection as its reader sees it. Confined to the calls of [Connection].
@ProviderType
public interface ConnectionContext {

  /// Returns who sends: tenant, principal, peer.
  AppendContext context();

  /// Returns when the bytes of the current call arrived.
  Instant receivedAt();

  /// Sends bytes to the peer and waits until the connection takes them.
  void reply(byte[] bytes, int offset, int length);

  /// Has the connection closed after the current call.
  void end();
}
