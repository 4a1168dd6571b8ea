package io.tsink.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.store.AppendContext;
import io.tsink.api.store.ErrorKind;
import io.tsink.api.store.StorageException;
import io.tsink.ingest.DecodedBody;
import io.tsink.ingest.FailureAnswer;
import io.tsink.ingest.Lease;
import io.tsink.ingest.ProtocolCatalog;
import io.tsink.ingest.RequestBodies;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.MediaType;
import io.tsink.spi.ingest.RequestBody;
import io.tsink.spi.ingest.SampleSink;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes each request from Jetty to who answers it, and answers what nobody does. Thread-safe.
final class Dispatcher extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final String FORM = "application/x-www-form-urlencoded";

  private static final Sinks NO_SINK =
      _ -> {
        throw new IllegalStateException("an endpoint has no sink");
      };

  private final Supplier<Router> router;
  private final ProtocolCatalog protocols;
  private final RequestBodies bodies;
  private final InstantSource clock;
  private final RequestMetrics metrics;

  /// Opens the sink of an exchange for who sends it.
  private interface Sinks {
    SampleSink open(AppendContext context);
  }

  Dispatcher(
      Supplier<Router> router,
      ProtocolCatalog protocols,
      RequestBodies bodies,
      InstantSource clock,
      RequestMetrics metrics) {
    this.router = router;
    this.protocols = protocols;
    this.bodies = bodies;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long start = System.nanoTime();
    var job = new Job(request, response);
    Throwable failure = job.run();
    metrics.count(job.path, job.writer.status(), System.nanoTime() - start);
    if (failure == null) {
      callback.succeeded();
    } else {
      callback.failed(failure);
    }
    return true;
  }

  /// One request at work. Confined.
  private final class Job {
    private final Request request;
    private ResponseWriter writer;
    private final Response response;
    private String path = "";

    Job(Request request, Response response) {
      this.request = request;
      this.response = response;
      this.writer = new ResponseWriter(response, request.getMethod().equals("HEAD"), false);
    }

    /// Returns what the connection has to be told has failed, or null when there is a whole
    /// response.
    @Nullable Throwable run() {
      try {
        dispatch();
        if (!writer.ended()) {
          if (!writer.committed()) {
            throw new IllegalStateException("%s sent no response".formatted(path));
          }
          writer.end();
        }
        return null;
      } catch (RuntimeException e) {
        return answer(e);
      }
    }

    private @Nullable Throwable answer(RuntimeException failure) {
      boolean clients = failure instanceof StorageException || failure instanceof BadRequest;
      if (!clients) {
        LOG.error("Request failed: {} {}", request.getMethod(), path, failure);
      }
      if (writer.committed()) {
        return failure;
      }
      try {
        writer.reset();
        FailureAnswer answer =
            failure instanceof BadRequest bad
                ? new FailureAnswer(bad.status, 0, bad.getMessage() + "\n")
                : FailureAnswer.of(failure);
        writer.status(answer.status()).header("Content-Type", "text/plain; charset=utf-8");
        if (answer.retryAfterSeconds() > 0) {
          writer.header("Retry-After", Integer.toString(answer.retryAfterSeconds()));
        }
        writer.send(answer.text());
        return null;
      } catch (RuntimeException e) {
        e.addSuppressed(failure);
        return e;
      }
    }

    private void dispatch() {
      Router.Found found;
      try {
        found = router.get().find(request.getMethod(), request.getHttpURI().getPath());
      } catch (IllegalArgumentException e) {
        throw new BadRequest(400, "the path: " + e.getMessage());
      }
      switch (found) {
        case Router.Found.To(Route route, Map<String, String> variables) -> to(route, variables);
        case Router.Found.OtherMethods(String allowed) -> otherMethods(allowed);
        case Router.Found.Nothing() ->
            throw new BadRequest(404, "nothing is at %s".formatted(request.getHttpURI().getPath()));
      }
    }

    private void otherMethods(String allowed) {
      writer.header("Allow", allowed);
      if (request.getMethod().equals("OPTIONS")) {
        writer.status(204).send();
        return;
      }
      writer
          .status(405)
          .header("Content-Type", "text/plain; charset=utf-8")
          .send(
              "method %s, expected %s at %s\n"
                  .formatted(request.getMethod(), allowed, request.getHttpURI().getPath()));
    }

    private void to(Route route, Map<String, String> variables) {
      path = route.http().path();
      switch (route) {
        case Route.OfEndpoint(HttpRoute http, HttpEndpoint endpoint) ->
            exchange(http, variables, "", NO_SINK, endpoint::handle);
        case Route.OfProtocol(var target) -> {
          var _ = check(target.route());
          try (Lease lease = protocols.enter(target)) {
            exchange(lease.route(), variables, lease.protocol(), lease::sink, lease.http()::handle);
          }
        }
      }
    }

    private void exchange(
        HttpRoute route,
        Map<String, String> variables,
        String protocol,
        Sinks sinks,
        Consumer<? super Exchange> handler) {
      MediaType type = check(route);
      boolean grpc = route.framing() == HttpRoute.Framing.GRPC;
      if (grpc) {
        writer = new ResponseWriter(response, false, true);
        writer.header("Content-Type", "application/grpc");
      }
      AppendContext context = context(protocol);
      try (DecodedBody body = body(route)) {
        RequestBody message = grpc ? new GrpcFrame(body) : body;
        Map<String, List<String>> parameters = parameters(route, type, body);
        handler.accept(
            new Exchange(
                request,
                route,
                variables,
                parameters,
                type,
                message,
                context,
                clock.instant(),
                () -> sinks.open(context),
                writer));
      }
    }

    /// Refuses what the route does not take, before the body is touched.
    private @Nullable MediaType check(HttpRoute route) {
      if (route.framing() == HttpRoute.Framing.GRPC
          && request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2) {
        throw new BadRequest(505, "gRPC over HTTP/1, expected HTTP/2");
      }
      return RequestBodies.check(
          route,
          request.getHeaders().get(HttpHeader.CONTENT_TYPE),
          request.getHeaders().get(HttpHeader.CONTENT_ENCODING));
    }

    private DecodedBody body(HttpRoute route) {
      InputStream input = Content.Source.asInputStream(request);
      return bodies.open(
          route,
          request.getHeaders().get(HttpHeader.CONTENT_ENCODING),
          request.getLength(),
          (buffer, offset, length) -> {
            try {
              return input.read(buffer, offset, length);
            } catch (IOException e) {
              throw new StorageException(
                  ErrorKind.CANCELED, "the body ended before its end: " + e.getMessage(), e);
            }
          });
    }

    private Map<String, List<String>> parameters(
        HttpRoute route, @Nullable MediaType type, RequestBody body) {
      String query = request.getHttpURI().getQuery();
      try {
        Map<String, List<String>> fields = UrlText.fields(query == null ? "" : query);
        if (route.mergesForm() && type != null && type.is(FORM)) {
          UrlText.decodeFields(
              new String(body.array(), body.offset(), body.length(), UTF_8), fields);
        }
        return fields;
      } catch (IllegalArgumentException e) {
        throw new BadRequest(400, "the parameters: " + e.getMessage());
      }
    }

    private AppendContext context(String protocol) {
      return AppendContext.builder()
          .protocol(protocol)
          .peer(Request.getRemoteAddr(request))
          .build();
    }
  }

  /// A request that never reaches who answers its path.
  private static final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    BadRequest(int status, String message) {
      super(message, null, false, false);
      this.status = status;
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }
}
