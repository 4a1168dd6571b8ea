package io.tsink.http.admin.osgi;

import io.tsink.api.store.Storage;
import io.tsink.http.HttpEndpoint;
import io.tsink.http.admin.HealthEndpoint;
import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpRoute;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/// Health and readiness of the top store.
@Component
public final class HealthComponent implements HttpEndpoint {
  private final HealthEndpoint endpoint;

  @Activate
  public HealthComponent(@Reference Storage storage) {
    endpoint = new HealthEndpoint(storage);
  }

  @Override
  public List<HttpRoute> routes() {
    return endpoint.routes();
  }

  @Override
  public void handle(HttpExchange exchange) {
    endpoint.handle(exchange);
  }
}
