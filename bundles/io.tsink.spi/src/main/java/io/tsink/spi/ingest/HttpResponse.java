package io.tsink.spi.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.osgi.annotation.versioning.ProviderType;

/// The response of an exchange, sent once. Confined.
///
/// It is sent either whole by one of the `send` methods, or piece by piece with [#write] and
/// [#end]. A response that was not ended when [HttpProtocol#handle] returns is ended by the host;
/// one that was not begun is an error of the plugin, which the host answers with 500.
///
/// Once the first byte is on its way [#status] and [#header] throw IllegalStateException, and so
/// does everything after the end.
@ProviderType
public interface HttpResponse {

  /// Sets the status, 200 at first.
  HttpResponse status(int status);

  /// Sets a header.
  HttpResponse header(String name, String value);

  /// Sets a trailer, until the end.
  HttpResponse trailer(String name, String value);

  /// Tells whether status and headers are on their way.
  boolean committed();

  /// Sends a response without a body.
  void send();

  /// Sends a response with a body, borrowed until this returns.
  void send(byte[] body, int offset, int length);

  /// Sends a response with a text as its body, as UTF-8.
  default void send(String text) {
    byte[] body = text.getBytes(UTF_8);
    send(body, 0, body.length);
  }

  /// Sends a piece of the body and waits until the connection takes it.
  ///
  /// @throws io.tsink.api.store.StorageException of kind `CANCELED` when the client is gone
  void write(byte[] bytes, int offset, int length);

  /// Ends a response that was written piece by piece.
  void end();
}
