package io.tsink.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.ingest.BodyLimits;
import io.tsink.ingest.IngestOptions;
import io.tsink.ingest.IngestService;
import io.tsink.ingest.RequestBodies;
import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpProtocol;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.IngestHost;
import io.tsink.spi.ingest.Protocol;
import io.tsink.spi.ingest.ProtocolInstance;
import io.tsink.spi.option.OptionSchema;
import io.tsink.telemetry.MetricRegistry;
import io.tsink.testkit.storage.ModelStorage;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
  private final ModelStorage storage = ModelStorage.open();
  private final MetricRegistry registry = new MetricRegistry();
  private final HttpClient client = HttpClient.newHttpClient();
  private IngestService ingest;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    ingest =
        new IngestService(
            storage,
            IngestOptions.DEFAULTS.withSwapDeadline(Duration.ofMillis(200)),
            InstantSource.system(),
            registry.scope("tsink_ingest"));
    server = server(HttpOptions.LOCAL);
    server.start();
  }

  private HttpServer server(HttpOptions options) {
    return new HttpServer(
        options,
        ingest,
        new RequestBodies(new BodyLimits(1 << 16, 1 << 20, 100)),
        InstantSource.system(),
        registry.scope("tsink_http"));
  }

  @AfterEach
  void stop() {
    server.close();
    ingest.close();
    storage.close();
    client.close();
  }

  private record Endpoint(List<HttpRoute> routes, Consumer<HttpExchange> action)
      implements HttpEndpoint {
    @Override
    public void handle(HttpExchange exchange) {
      action.accept(exchange);
    }
  }

  private void answer(HttpRoute route, Consumer<HttpExchange> action) {
    server.add(new Endpoint(List.of(route), action));
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.url() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_request_reaches_the_endpoint_of_its_path() {
    answer(
        HttpRoute.of("/label/{name}/values", "GET"),
        exchange ->
            exchange.response().send(exchange.pathVariable("name") + exchange.parameters("q")));

    HttpResponse<String> response = send("GET", "/label/a%2Fb/values?q=1&q=x+y%26", "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("a/b[1, x y&]");
  }

  @Test
  void what_no_route_fits_is_answered_by_the_host() {
    answer(
        HttpRoute.of("/only", "GET").accepts("text/plain"),
        exchange -> exchange.response().send("ok"));

    assertThat(send("GET", "/nothing", "").statusCode()).isEqualTo(404);
    HttpResponse<String> wrongMethod = send("DELETE", "/only", "");
    assertThat(wrongMethod.statusCode()).isEqualTo(405);
    assertThat(wrongMethod.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    assertThat(send("OPTIONS", "/only", "").statusCode()).isEqualTo(204);
    HttpResponse<String> head = send("HEAD", "/only", "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).contains("2");
    assertThat(send("GET", "/only", "", "Content-Type", "image/png").statusCode()).isEqualTo(415);
    assertThat(send("GET", "/only", "", "Content-Encoding", "br").statusCode()).isEqualTo(415);
  }

  @Test
  void a_form_joins_the_parameters_of_the_query() {
    answer(
        HttpRoute.of("/form", "POST").mergingForm(),
        exchange -> exchange.response().send(exchange.parameters("match[]").toString()));

    HttpResponse<String> response =
        send(
            "POST",
            "/form?match[]=a",
            "match%5B%5D=b%7Bc%3D%22d%22%7D",
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertThat(response.body()).isEqualTo("[a, b{c=\"d\"}]");
  }

  @Test
  void a_body_beyond_the_limit_is_refused() {
    answer(HttpRoute.of("/body", "POST"), exchange -> exchange.response().send("ok"));

    assertThat(send("POST", "/body", "x".repeat(1 << 16)).statusCode()).isEqualTo(200);
    assertThat(send("POST", "/body", "x".repeat((1 << 16) + 1)).statusCode()).isEqualTo(413);
  }

  @Test
  void a_failure_is_answered_by_its_kind() {
    answer(
        HttpRoute.of("/busy", "GET"),
        exchange -> {
          throw new StorageException(ErrorKind.OVERLOADED, "too much at once");
        });
    answer(
        HttpRoute.of("/broken", "GET"),
        exchange -> {
          throw new IllegalStateException("secret");
        });
    answer(HttpRoute.of("/silent", "GET"), exchange -> {});

    HttpResponse<String> busy = send("GET", "/busy", "");
    assertThat(busy.statusCode()).isEqualTo(503);
    assertThat(busy.headers().firstValue("Retry-After")).contains("1");
    assertThat(busy.body()).isEqualTo("too much at once\n");
    HttpResponse<String> broken = send("GET", "/broken", "");
    assertThat(broken.statusCode()).isEqualTo(500);
    assertThat(broken.body()).doesNotContain("secret");
    assertThat(send("GET", "/silent", "").statusCode()).isEqualTo(500);
  }

  @Test
  void an_endpoint_that_leaves_is_gone() {
    var endpoint =
        new Endpoint(
            List.of(HttpRoute.of("/there", "GET")), exchange -> exchange.response().send("ok"));
    server.add(endpoint);
    assertThat(send("GET", "/there", "").statusCode()).isEqualTo(200);

    server.remove(endpoint);

    assertThat(send("GET", "/there", "").statusCode()).isEqualTo(404);
  }

  /// Answers `/write` with what it got, and its version.
  private record EchoProtocol(String version) implements Protocol {
    @Override
    public String name() {
      return "echo";
    }

    @Override
    public OptionSchema options() {
      return OptionSchema.empty();
    }

    @Override
    public ProtocolInstance open(IngestHost host) {
      return new HttpProtocol() {
        @Override
        public List<HttpRoute> routes() {
          return List.of(HttpRoute.of("/write", "POST").codings("identity", "gzip"));
        }

        @Override
        public void handle(HttpExchange exchange) {
          String body =
              new String(
                  exchange.body().array(),
                  exchange.body().offset(),
                  exchange.body().length(),
                  UTF_8);
          exchange.response().send(version + ":" + body);
        }

        @Override
        public void close() {}
      };
    }
  }

  @Test
  void a_protocol_answers_until_it_leaves_and_its_successor_takes_over() {
    var first = new EchoProtocol("1");
    assertThat(send("POST", "/write", "a").statusCode()).isEqualTo(404);
    ingest.catalog().bind(first, 0);
    assertThat(send("POST", "/write", "a").body()).isEqualTo("1:a");

    ingest.catalog().unbind(first);

    HttpResponse<String> away = send("POST", "/write", "a");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.headers().firstValue("Retry-After")).isPresent();
    ingest.catalog().bind(new EchoProtocol("2"), 0);
    assertThat(send("POST", "/write", "b").body()).isEqualTo("2:b");
  }

  @Test
  void a_request_under_way_ends_before_the_server_stops() throws Exception {
    var entered = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    answer(
        HttpRoute.of("/slow", "GET"),
        exchange -> {
          entered.countDown();
          try {
            leave.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
          exchange.response().send("done");
        });
    CompletableFuture<HttpResponse<String>> response =
        CompletableFuture.supplyAsync(() -> send("GET", "/slow", ""));
    entered.await();

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
    leave.countDown();

    assertThat(response.get().body()).isEqualTo("done");
    stopped.get();
  }

  @Test
  void a_port_that_is_taken_is_named() throws IOException {
    try (var taken = new ServerSocket(0)) {
      var options =
          new HttpOptions(
              "127.0.0.1", taken.getLocalPort(), 10, Duration.ofSeconds(1), Duration.ZERO);
      HttpServer second = server(options);

      assertThatThrownBy(second::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void requests_are_counted_by_path_and_status() {
    answer(HttpRoute.of("/counted", "GET"), exchange -> exchange.response().send("ok"));

    send("GET", "/counted", "");
    send("GET", "/counted", "");

    assertThat(registry.exposition())
        .contains("tsink_http_requests_total{path=\"/counted\",code=\"200\"} 2");
  }
}
