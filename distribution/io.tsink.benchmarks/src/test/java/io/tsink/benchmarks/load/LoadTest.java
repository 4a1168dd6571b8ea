package io.tsink.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tsink.benchmarks.Options;
import io.tsink.benchmarks.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xerial.snappy.Snappy;

final class LoadTest {
  @TempDir private Path data;

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger bytes = new AtomicInteger();
  private HttpServer server;
  private int status = 204;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/write", this::take);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void it_sends_every_sample_and_reports() throws Exception {
    Files.write(data.resolve("segment"), new byte[4_000]);

    Report report =
        Load.run(
            new Options(
                "--url",
                url(),
                "--pid",
                Long.toString(ProcessHandle.current().pid()),
                "--data",
                data.toString(),
                "--series",
                "100",
                "--steps",
                "20",
                "--batch",
                "30"));

    assertThat(requests).hasValue(2 * 20 * 2);
    assertThat(bytes.get()).isGreaterThan(100 * 20 * 50);
    assertThat(report.get("samples")).isEqualTo(2_000);
    assertThat(report.get("samples/s")).isPositive();
    assertThat(report.get("samples/CPU-second")).isPositive();
    assertThat(report.get("request p99 ms")).isPositive();
    assertThat(report.get("bytes on disk/sample")).isEqualTo(2);
  }

  @Test
  void a_refusal_ends_it() {
    status = 503;

    assertThatThrownBy(() -> Load.run(new Options("--url", url(), "--series", "1")))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("answered 503");
  }

  private String url() {
    return "http://127.0.0.1:%d/api/v1/write".formatted(server.getAddress().getPort());
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    bytes.addAndGet(Snappy.uncompress(body).length);
    requests.incrementAndGet();
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
