package io.tsink.http.admin;

import io.tsink.api.store.Maintenance;
import io.tsink.api.store.Storage;
import io.tsink.http.HttpEndpoint;
import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpRoute;
import java.util.List;
import java.util.Optional;

/// Has the store do what it does on its own sooner or later. Thread-safe.
///
/// Each request is answered when its work is done: 204; 501 when the store cannot do it. A failure
/// of the store is thrown, for the host to answer.
public final class MaintenanceEndpoint implements HttpEndpoint {
  private static final String FLUSH = "/api/v1/admin/flush";

  private final Storage storage;

  public MaintenanceEndpoint(Storage storage) {
    this.storage = storage;
  }

  @Override
  public List<HttpRoute> routes() {
    return List.of(HttpRoute.of(FLUSH, "POST", "PUT").surface(HttpRoute.Surface.METADATA));
  }

  @Override
  public void handle(HttpExchange exchange) {
    Optional<Maintenance> maintenance = storage.capability(Maintenance.class);
    if (maintenance.isEmpty()) {
      exchange
          .response()
          .status(501)
          .header("Content-Type", "text/plain; charset=utf-8")
          .send("this store has nothing to flush\n");
      return;
    }
    maintenance.get().flush();
    exchange.response().status(204).send();
  }
}
