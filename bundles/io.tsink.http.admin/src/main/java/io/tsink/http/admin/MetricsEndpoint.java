package io.tsink.http.admin;

import io.tsink.http.HttpEndpoint;
import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.telemetry.Exposition;
import io.tsink.telemetry.MetricRegistry;
import java.util.List;

/// Shows a registry to scrapers. Thread-safe.
public final class MetricsEndpoint implements HttpEndpoint {
  private final MetricRegistry registry;

  public MetricsEndpoint(MetricRegistry registry) {
    this.registry = registry;
  }

  @Override
  public List<HttpRoute> routes() {
    return List.of(HttpRoute.of("/metrics", "GET").surface(HttpRoute.Surface.METADATA));
  }

  @Override
  public void handle(HttpExchange exchange) {
    exchange.response().header("Content-Type", Exposition.MEDIA_TYPE).send(registry.exposition());
  }
}
