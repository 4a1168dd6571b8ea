package io.tsink.itests.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Asks a server, tsink or Prometheus, over HTTP. Thread-safe.
final class Client {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String url;

  Client(String url) {
    this.url = url;
  }

  /// A whole response.
  record Answer(int status, String body) {}

  Answer get(String path) {
    return send(request(path).GET());
  }

  /// Posts bytes.
  ///
  /// @param headers names and values in turn
  Answer post(String path, byte[] body, String... headers) {
    HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /// Imports lines of Prometheus' text format.
  Answer importText(String text) {
    return post("/api/v1/import/prometheus", text.getBytes(StandardCharsets.UTF_8));
  }

  /// Writes as Prometheus does.
  Answer write(WriteRequest request) {
    return write(request.encoded());
  }

  /// Writes a body that is already compressed, or is not.
  Answer write(byte[] body) {
    return post(
        "/api/v1/write",
        body,
        "Content-Type",
        "application/x-protobuf",
        "Content-Encoding",
        "snappy",
        "X-Prometheus-Remote-Write-Version",
        "0.1.0");
  }

  /// Returns the response to an instant query.
  ///
  /// @param time milliseconds since the epoch
  Answer instant(String query, long time) {
    return get("/api/v1/query?query=%s&time=%s".formatted(encode(query), seconds(time)));
  }

  /// Returns the response to a range query.
  ///
  /// @param start milliseconds since the epoch, as `end`
  /// @param step milliseconds
  Answer range(String query, long start, long end, long step) {
    return get(
        "/api/v1/query_range?query=%s&start=%s&end=%s&step=%s"
            .formatted(encode(query), seconds(start), seconds(end), seconds(step)));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String seconds(long milliseconds) {
    return "%d.%03d".formatted(milliseconds / 1000, milliseconds % 1000);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(2));
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
