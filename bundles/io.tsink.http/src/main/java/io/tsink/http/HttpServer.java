package io.tsink.http;

import io.tsink.ingest.IngestService;
import io.tsink.ingest.RequestBodies;
import io.tsink.ingest.RouteTable;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.telemetry.MetricScope;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// The server: it listens from [#start] until [#close]. Thread-safe.
public final class HttpServer implements AutoCloseable {
  /// Takes the usual request of remote write at once; a connection holds it only while it reads.
  private static final int INPUT_BUFFER_BYTES = 1 << 16;

  private final HttpOptions options;
  private final IngestService ingest;
  private final MetricScope metrics;
  private final Server server;
  private final ServerConnector connector;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<HttpEndpoint, List<HttpRoute>> endpoints = new LinkedHashMap<>();
  private volatile Router router = Router.EMPTY;

  /// @param metrics given, closed with the server; its prefix is `tsink_http`
  public HttpServer(
      HttpOptions options,
      IngestService ingest,
      RequestBodies bodies,
      InstantSource clock,
      MetricScope metrics) {
    this.options = options;
    this.ingest = ingest;
    this.metrics = metrics;
    FieldEncoders.load();
    var threads = new QueuedThreadPool();
    threads.setName("tsink-http");
    threads.setDaemon(true);
    threads.setMinThreads(2);
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("tsink-request-", 0).factory()));
    server = new Server(threads);
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    configuration.setHttpCompliance(HttpCompliance.RFC9110);
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    connector =
        new ServerConnector(
            server, 1, 1, http1(configuration), new HTTP2CServerConnectionFactory(configuration));
    connector.setHost(options.host());
    connector.setPort(options.port());
    connector.setIdleTimeout(options.idleTimeout().toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(options.maxConnections(), connector));
    server.setStopTimeout(options.shutdownGrace().toMillis());
    server.setHandler(
        new GracefulHandler(
            new Dispatcher(
                () -> router, ingest.catalog(), bodies, clock, new RequestMetrics(metrics))));
    metrics.gauge(
        "connections",
        "Connections that are open.",
        () -> connector.getConnectedEndPoints().size());
    ingest.catalog().onChange(_ -> reroute());
  }

  private static HttpConnectionFactory http1(HttpConfiguration configuration) {
    var factory = new HttpConnectionFactory(configuration);
    factory.setInputBufferSize(INPUT_BUFFER_BYTES);
    return factory;
  }

  /// Adds an endpoint; its paths are answered from now on.
  public void add(HttpEndpoint endpoint) {
    lock.lock();
    try {
      endpoints.put(endpoint, List.copyOf(endpoint.routes()));
    } finally {
      lock.unlock();
    }
    reroute();
  }

  /// Removes an endpoint; requests under way end undisturbed.
  public void remove(HttpEndpoint endpoint) {
    lock.lock();
    try {
      endpoints.remove(endpoint);
    } finally {
      lock.unlock();
    }
    reroute();
  }

  private void reroute() {
    lock.lock();
    try {
      RouteTable protocols = ingest.catalog().routes();
      router = Router.of(endpoints, protocols);
    } finally {
      lock.unlock();
    }
  }

  /// Begins to listen.
  ///
  /// @throws IOException when the address cannot be bound; the message names it
  public void start() throws IOException {
    try {
      server.start();
    } catch (IOException e) {
      close();
      throw new IOException(
          "cannot listen on %s:%d: %s".formatted(options.host(), options.port(), reason(e)), e);
    } catch (Exception e) {
      close();
      throw new IllegalStateException("the HTTP server does not start", e);
    }
  }

  private static String reason(IOException e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  /// The address that clients use, such as `http://127.0.0.1:9201`.
  ///
  /// @throws IllegalStateException when the server does not listen
  public String url() {
    int port = connector.getLocalPort();
    if (port <= 0) {
      throw new IllegalStateException("the server does not listen");
    }
    String host = options.host().contains(":") ? "[" + options.host() + "]" : options.host();
    return "http://%s:%d".formatted(host, port);
  }

  /// Stops listening, lets requests under way end within the grace, and closes all connections.
  @Override
  public void close() {
    try {
      server.stop();
      server.destroy();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server does not stop", e);
    } finally {
      metrics.close();
    }
  }
}
