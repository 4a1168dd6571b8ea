package io.tsink.http.admin.osgi;

import io.tsink.api.store.Storage;
import io.tsink.http.HttpEndpoint;
import io.tsink.http.admin.MaintenanceEndpoint;
import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpRoute;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/// Maintenance of the top store on request.
@Component
public final class MaintenanceComponent implements HttpEndpoint {
  private final MaintenanceEndpoint endpoint;

  @Activate
  public MaintenanceComponent(@Reference Storage storage) {
    endpoint = new MaintenanceEndpoint(storage);
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
