package io.tsink.http.admin.osgi;

import io.tsink.api.store.Storage;
import io.tsink.http.HttpEndpoint;
import io.tsink.http.admin.MetricsEndpoint;
import io.tsink.http.admin.StorageMetrics;
import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.telemetry.MetricRegistry;
import io.tsink.telemetry.MetricScope;
import io.tsink.telemetry.ProcessMetrics;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/// The metrics of the process, of the top store and of everything that shares the registry.
@Component
public final class MetricsComponent implements HttpEndpoint {
  private final MetricsEndpoint endpoint;
  private final MetricScope scope;

  @Activate
  public MetricsComponent(@Reference MetricRegistry registry, @Reference Storage storage) {
    endpoint = new MetricsEndpoint(registry);
    scope = registry.scope("tsink");
    scope.collector(new ProcessMetrics());
    scope.collector(new StorageMetrics(storage));
  }

  @Override
  public List<HttpRoute> routes() {
    return endpoint.routes();
  }

  @Override
  public void handle(HttpExchange exchange) {
    endpoint.handle(exchange);
  }

  @Deactivate
  void deactivate() {
    scope.close();
  }
}
