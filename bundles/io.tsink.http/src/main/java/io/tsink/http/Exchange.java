package io.tsink.http;

import io.tsink.api.store.AppendContext;
import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.MediaType;
import io.tsink.spi.ingest.RequestBody;
import io.tsink.spi.ingest.SampleSink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// One request on Jetty's, with what the host made of it. Confined.
final class Exchange implements HttpExchange {
  private final Request request;
  private final HttpRoute route;
  private final Map<String, String> variables;
  private final Map<String, List<String>> parameters;
  private final @Nullable MediaType contentType;
  private final RequestBody body;
  private final AppendContext context;
  private final Instant receivedAt;
  private final Supplier<SampleSink> sinks;
  private final ResponseWriter response;
  private @Nullable SampleSink sink;

  Exchange(
      Request request,
      HttpRoute route,
      Map<String, String> variables,
      Map<String, List<String>> parameters,
      @Nullable MediaType contentType,
      RequestBody body,
      AppendContext context,
      Instant receivedAt,
      Supplier<SampleSink> sinks,
      ResponseWriter response) {
    this.request = request;
    this.route = route;
    this.variables = variables;
    this.parameters = parameters;
    this.contentType = contentType;
    this.body = body;
    this.context = context;
    this.receivedAt = receivedAt;
    this.sinks = sinks;
    this.response = response;
  }

  @Override
  public HttpRoute route() {
    return route;
  }

  @Override
  public String method() {
    return request.getMethod();
  }

  @Override
  public String path() {
    return request.getHttpURI().getPath();
  }

  @Override
  public String pathVariable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("%s has no variable %s".formatted(route, name));
    }
    return value;
  }

  @Override
  public String rawQuery() {
    String query = request.getHttpURI().getQuery();
    return query == null ? "" : query;
  }

  @Override
  public List<String> parameters(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  @Override
  public @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  @Override
  public @Nullable MediaType contentType() {
    return contentType;
  }

  @Override
  public RequestBody body() {
    return body;
  }

  @Override
  public AppendContext context() {
    return context;
  }

  @Override
  public Instant receivedAt() {
    return receivedAt;
  }

  @Override
  public SampleSink sink() {
    if (sink == null) {
      sink = sinks.get();
    }
    return sink;
  }

  @Override
  public ResponseWriter response() {
    return response;
  }
}
