package io.tsink.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tsink.benchmarks.Latencies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Callable;

/// Sends requests one after the other, each when the one before is answered. Confined.
final class Connection implements Callable<Latencies> {
  private static final int OK_CLASS = 2;

  private final URI url;
  private final List<byte[]> requests;

  Connection(URI url, List<byte[]> requests) {
    this.url = url;
    this.requests = requests;
  }

  /// How long each request took.
  ///
  /// @throws IOException when one was not answered, or refused
  @Override
  public Latencies call() throws IOException, InterruptedException {
    var latencies = new Latencies();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (byte[] body : requests) {
        HttpRequest request =
            HttpRequest.newBuilder(url)
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        long start = System.nanoTime();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        latencies.add(System.nanoTime() - start);
        if (answer.statusCode() / 100 != OK_CLASS) {
          throw new IOException(
              "%s answered %d: %s"
                  .formatted(url, answer.statusCode(), new String(answer.body(), UTF_8)));
        }
      }
    }
    return latencies;
  }
}
