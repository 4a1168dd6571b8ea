package io.tsink.http.query.osgi;

import io.tsink.api.store.Storage;
import io.tsink.http.HttpEndpoint;
import io.tsink.http.query.QueryApi;
import io.tsink.http.query.QueryApiOptions;
import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpRoute;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;

/// The query API over the top store.
@Component(
    configurationPid = "io.tsink.http.query",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class QueryApiComponent implements HttpEndpoint {
  /// The properties of the PID `io.tsink.http.query`.
  @interface Config {
    long timeout_ms() default 120_000;

    long max_samples() default 50_000_000;

    int max_concurrency() default 20;

    long lookback_delta_ms() default 300_000;
  }

  private final QueryApi api;

  @Activate
  public QueryApiComponent(Config config, BundleContext context, @Reference Storage storage) {
    String version = context.getProperty("tsink.version");
    api =
        new QueryApi(
            storage,
            new QueryApiOptions(
                Duration.ofMillis(config.timeout_ms()),
                config.max_samples(),
                config.max_concurrency(),
                Duration.ofMillis(config.lookback_delta_ms()),
                version == null ? QueryApiOptions.DEFAULTS.version() : version),
            InstantSource.system());
  }

  @Override
  public List<HttpRoute> routes() {
    return api.routes();
  }

  @Override
  public void handle(HttpExchange exchange) {
    api.handle(exchange);
  }
}
