package io.tsink.testkit.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.api.store.AppendContext;
import io.tsink.spi.ingest.HttpExchange;
import io.tsink.spi.ingest.HttpRoute;
import io.tsink.spi.ingest.MediaType;
import io.tsink.spi.ingest.RequestBody;
import io.tsink.spi.ingest.SampleSink;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A request made by hand, whose body has no coding. Confined.
public final class TestExchange implements HttpExchange {
  private final HttpRoute route;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> variables = new TreeMap<>();
  private final TestResponse response = new TestResponse();
  private String method;
  private String query = "";
  private byte[] content = {};
  private int[] pieces = {};
  private Instant receivedAt = Instant.EPOCH;
  private RecordingSink sink = new RecordingSink();
  private @Nullable TestBody body;

  /// Begins a request on a route, with one of its methods.
  public TestExchange(HttpRoute route) {
    this.route = route;
    this.method = route.methods().iterator().next();
  }

  public TestExchange method(String value) {
    method = value;
    return this;
  }

  /// Sets the query, without the question mark.
  public TestExchange query(String value) {
    query = value;
    return this;
  }

  public TestExchange header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /// Sets what stands for a `{name}` of the route.
  public TestExchange variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  public TestExchange body(byte[] value) {
    content = value.clone();
    return this;
  }

  public TestExchange body(String value) {
    return body(value.getBytes(UTF_8));
  }

  /// Sets how many bytes one read gives at most, in turn and over again.
  public TestExchange pieces(int... value) {
    pieces = value.clone();
    return this;
  }

  public TestExchange receivedAt(Instant value) {
    receivedAt = value;
    return this;
  }

  /// Sets what the request writes into.
  public TestExchange sink(RecordingSink value) {
    sink = value;
    return this;
  }

  /// Spoils what was borrowed for the time of the request.
  void finish() {
    if (body != null) {
      body.poison();
    }
  }

  @Override
  public HttpRoute route() {
    return route;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return route.path();
  }

  @Override
  public String pathVariable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException("route %s has no variable %s".formatted(route, name));
    }
    return value;
  }

  @Override
  public String rawQuery() {
    return query;
  }

  @Override
  public List<String> parameters(String name) {
    var values = new ArrayList<String>();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String key = equals < 0 ? part : part.substring(0, equals);
      if (!part.isEmpty() && URLDecoder.decode(key, UTF_8).equals(name)) {
        values.add(equals < 0 ? "" : URLDecoder.decode(part.substring(equals + 1), UTF_8));
      }
    }
    return values;
  }

  @Override
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  @Override
  public @Nullable MediaType contentType() {
    String type = headers.get("Content-Type");
    return type == null ? null : MediaType.parse(type);
  }

  @Override
  public RequestBody body() {
    if (body == null) {
      body = new TestBody(content, pieces, route.bodyMode());
    }
    return body;
  }

  @Override
  public AppendContext context() {
    return AppendContext.builder().peer("192.0.2.1").build();
  }

  @Override
  public Instant receivedAt() {
    return receivedAt;
  }

  @Override
  public SampleSink sink() {
    return sink;
  }

  /// Returns the sink as what it is.
  public RecordingSink recorded() {
    return sink;
  }

  @Override
  public TestResponse response() {
    return response;
  }
}
