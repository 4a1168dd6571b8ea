package io.tsink.http;

import io.tsink.ingest.RouteTable;
import io.tsink.spi.ingest.HttpRoute;

/// A route and who answers it.
sealed interface Route {
  HttpRoute http();

  /// A part of the server answers.
  record OfEndpoint(HttpRoute http, HttpEndpoint endpoint) implements Route {}

  /// A protocol answers, or its successor.
  record OfProtocol(RouteTable.Target target) implements Route {
    @Override
    public HttpRoute http() {
      return target.route();
    }
  }
}
