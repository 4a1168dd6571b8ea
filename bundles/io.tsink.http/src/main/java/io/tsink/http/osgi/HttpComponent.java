package io.tsink.http.osgi;

import io.tsink.api.store.Storage;
import io.tsink.api.store.StoreStatus;
import io.tsink.http.HttpEndpoint;
import io.tsink.http.HttpOptions;
import io.tsink.http.HttpServer;
import io.tsink.ingest.BodyLimits;
import io.tsink.ingest.IngestService;
import io.tsink.ingest.RequestBodies;
import io.tsink.telemetry.MetricRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/// Listens as configured, takes endpoints as they come and go, and says when the server is ready.
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.tsink.http",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class HttpComponent {
  private static final int MAX_RATIO = BodyLimits.DEFAULTS.maxRatio();

  /// The properties of the PID `io.tsink.http`.
  @interface Config {
    String host() default "127.0.0.1";

    int port() default 9201;

    int max_connections() default 1024;

    long idle_timeout_ms() default 30_000;

    long shutdown_grace_ms() default 10_000;

    long max_request_size_bytes() default 32L << 20;

    long max_decoded_size_bytes() default 256L << 20;
  }

  private final HttpServer server;
  private final @Nullable Thread watcher;

  @Activate
  public HttpComponent(
      Config config,
      @Reference IngestService ingest,
      @Reference MetricRegistry metrics,
      @Reference Storage storage,
      @Reference(target = "(tsink.role=ready)") Consumer<String> ready,
      @Reference(target = "(tsink.role=fatal)") Consumer<String> fatal) {
    var options =
        new HttpOptions(
            config.host(),
            config.port(),
            config.max_connections(),
            Duration.ofMillis(config.idle_timeout_ms()),
            Duration.ofMillis(config.shutdown_grace_ms()));
    var bodies =
        new RequestBodies(
            new BodyLimits(
                config.max_request_size_bytes(), config.max_decoded_size_bytes(), MAX_RATIO));
    server =
        new HttpServer(
            options, ingest, bodies, InstantSource.system(), metrics.scope("tsink_http"));
    watcher = listen(fatal) ? watcher(storage, ready, fatal) : null;
  }

  private boolean listen(Consumer<String> fatal) {
    try {
      server.start();
      return true;
    } catch (IOException e) {
      fatal.accept("http.listen: " + e.getMessage());
      return false;
    }
  }

  private Thread watcher(Storage storage, Consumer<String> ready, Consumer<String> fatal) {
    return Thread.ofVirtual().name("tsink-readiness").start(() -> watch(storage, ready, fatal));
  }

  private void watch(Storage storage, Consumer<String> ready, Consumer<String> fatal) {
    try {
      while (true) {
        StoreStatus status = storage.status();
        switch (status.state()) {
          case READY -> {
            ready.accept(server.url());
            return;
          }
          case FAILED -> {
            fatal.accept(String.valueOf(status.failure()));
            return;
          }
          case CLOSING, CLOSED -> {
            return;
          }
          case STARTING, FENCED -> Thread.sleep(Duration.ofMillis(10));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void bindEndpoint(HttpEndpoint endpoint) {
    server.add(endpoint);
  }

  void unbindEndpoint(HttpEndpoint endpoint) {
    server.remove(endpoint);
  }

  @Deactivate
  void deactivate() {
    if (watcher != null) {
      watcher.interrupt();
    }
    server.close();
  }
}
