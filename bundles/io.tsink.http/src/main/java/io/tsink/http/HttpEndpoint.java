package io.tsink.http;

import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpRoute;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/// Paths that a part of the server answers by itself. Thread-safe.
///
/// Endpoints come before protocols: a protocol whose route is also an endpoint's is not asked.
@ConsumerType
public interface HttpEndpoint {
  /// The routes that are answered. Asked for once, when the endpoint joins the server.
  List<HttpRoute> routes();

  /// Answers a request that fits one of the routes. The exchange has no sink.
  ///
  /// What this throws is answered as for protocols: a storage failure by its kind, anything else
  /// with 500 and a line in the log.
  void handle(HttpExchange exchange);
}
