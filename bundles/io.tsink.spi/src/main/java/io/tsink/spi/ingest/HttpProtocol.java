package io.tsink.spi.ingest;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/// An instance that is fed by HTTP requests.
@ConsumerType
public interface HttpProtocol extends ProtocolInstance {

  /// Returns the routes that the instance answers. Asked for once, after it was opened.
  ///
  /// A route that another protocol has already is refused and shown in the health of the instance.
  List<HttpRoute> routes();

  /// Answers a request that matches one of the routes, which [HttpExchange#route] tells.
  ///
  /// When this throws before a response was sent, rows that were not flushed are discarded and the
  /// host answers: for a [io.tsink.api.store.StorageException] with the status of its kind and
  /// `Retry-After` where that makes sense, for anything else with 500.
  void handle(HttpExchange exchange);
}
