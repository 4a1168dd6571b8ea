package io.tsink.http.admin;

import io.tsink.api.store.HealthItem;
import io.tsink.api.store.Storage;
import io.tsink.api.store.StoreStatus;
import io.tsink.http.HttpEndpoint;
import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpResponse;
import io.tsink.spi.ingest.HttpRoute;
import java.util.List;
import java.util.Locale;

/// Says whether the process serves and whether the store is ready. Thread-safe.
public final class HealthEndpoint implements HttpEndpoint {
  private static final List<String> PATHS = List.of("/healthz", "/-/healthy", "/ready", "/-/ready");

  private final Storage storage;

  public HealthEndpoint(Storage storage) {
    this.storage = storage;
  }

  @Override
  public List<HttpRoute> routes() {
    return PATHS.stream()
        .map(path -> HttpRoute.of(path, "GET").surface(HttpRoute.Surface.METADATA))
        .toList();
  }

  @Override
  public void handle(HttpExchange exchange) {
    HttpResponse response = exchange.response().header("Content-Type", "text/plain; charset=utf-8");
    if (exchange.route().path().endsWith("ready")) {
      ready(response);
    } else {
      response.send("tsink is healthy\n");
    }
  }

  private void ready(HttpResponse response) {
    StoreStatus status = storage.status();
    if (status.isReady()) {
      response.send("tsink is ready\n" + items());
      return;
    }
    response.status(503).header("Retry-After", "1");
    response.send("tsink is not ready: " + reason(status) + "\n" + items());
  }

  private static String reason(StoreStatus status) {
    if (status.failure() != null) {
      return status.failure();
    }
    return status.progress() < 0
        ? status.phase()
        : String.format(Locale.ROOT, "%s, %.0f%% done", status.phase(), 100 * status.progress());
  }

  /// A line for each component that is not well.
  private String items() {
    var lines = new StringBuilder();
    for (HealthItem item : storage.health()) {
      if (item.status() != HealthItem.Status.OK) {
        lines.append(
            "%s: %s: %s: %s\n"
                .formatted(
                    item.component(),
                    item.status().name().toLowerCase(Locale.ROOT),
                    item.code(),
                    item.cause()));
        if (!item.remedy().isEmpty()) {
          lines.append("  ").append(item.remedy()).append('\n');
        }
      }
    }
    return lines.toString();
  }
}
