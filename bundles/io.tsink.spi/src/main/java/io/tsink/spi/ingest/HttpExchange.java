package io.tsink.spi.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.tsink.api.store.AppendContext;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/// A request and the response to it. Confined.
@ProviderType
public interface HttpExchange {

  /// Returns the route that the request matches: one of the objects that the instance returned.
  HttpRoute route();

  String method();

  /// Returns the path as sent, without the query.
  String path();

  /// Returns what stands for a `{name}` of the route, decoded.
  ///
  /// @throws IllegalArgumentException when the route has none of that name
  String pathVariable(String name);

  /// Returns the query as sent, without the question mark; empty when there is none.
  String rawQuery();

  /// Returns the first value of a parameter, decoded, or null when it is absent.
  default @Nullable String parameter(String name) {
    List<String> all = parameters(name);
    return all.isEmpty() ? null : all.getFirst();
  }

  /// Returns all values of a parameter, decoded, in order: first those of the query, then those of
  /// a form.
  List<String> parameters(String name);

  /// Returns the first value of a header, or null when it is absent.
  ///
  /// @param name whatever its case
  @Nullable String header(String name);

  /// Returns the bytes of the first value of a header, or null when it is absent.
  default byte @Nullable [] headerBytes(String name) {
    String value = header(name);
    return value == null ? null : value.getBytes(ISO_8859_1);
  }

  /// Returns the media type of the body, or null when the request names none.
  @Nullable MediaType contentType();

  /// Returns the body, its coding undone.
  RequestBody body();

  /// Returns who sends: tenant, principal, peer, trace.
  AppendContext context();

  /// Returns when the request arrived.
  Instant receivedAt();

  /// Returns what to write into, the same at each call.
  SampleSink sink();

  HttpResponse response();
}
